import { crc32, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { encodePng } from '../../../src/office/summary/png.js'

type Colour = readonly [number, number, number]

/** The chunks of a PNG by their names; each one's checksum is asked for. */
function chunksOf(png: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    expect(bytes.readUInt32BE(at + 8 + size)).toBe(crc32(bytes.subarray(at + 4, at + 8 + size)))
    chunks.set(name, bytes.subarray(at + 8, at + 8 + size))
    at += size + 12
  }
  return chunks
}

/** What a viewer shows of an indexed PNG that is not filtered. */
function shown(png: Uint8Array): { width: number; height: number; colours: Colour[] } {
  const chunks = chunksOf(png)
  expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND'])
  const [header, palette] = [chunks.get('IHDR')!, chunks.get('PLTE')!]
  expect([...header.subarray(8)]).toEqual([8, 3, 0, 0, 0])
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const rows = inflateSync(chunks.get('IDAT')!)
  expect(rows.length).toBe((width + 1) * height)
  const colours: Colour[] = []
  for (let y = 0; y < height; y++) {
    expect(rows[y * (width + 1)]).toBe(0)
    for (let x = 0; x < width; x++) {
      const place = rows[y * (width + 1) + 1 + x]! * 3
      expect(place).toBeLessThan(palette.length)
      colours.push([palette[place]!, palette[place + 1]!, palette[place + 2]!])
    }
  }
  return { width, height, colours }
}

const opaque = (colours: readonly Colour[]) => Uint8Array.from(colours.flatMap(([r, g, b]) => [r, g, b, 255]))
const white: Colour = [255, 255, 255]

describe('a picture as PNG', () => {
  it('shows every pixel in its own colour while there are at most 256', () => {
    const few = Array.from({ length: 7 * 64 }, (_, at): Colour => [at % 256, 255 - (at % 256), 7])
    expect(shown(encodePng(opaque(few), 64, 7))).toEqual({ width: 64, height: 7, colours: few })
  })

  it('keeps the colours that are used again and again, and shows a rare one as the one most like it', () => {
    const rare = Array.from({ length: 300 }, (_, at): Colour => [at % 256, 100 + Math.floor(at / 256), 50])
    const red: Colour = [179, 32, 27]
    const lines = Array.from({ length: 10 }, () => [white, red, white, red])
    const all = [...lines.flat(), ...rare]
    const { colours } = shown(encodePng(opaque(all), 4, all.length / 4))
    expect(colours.slice(0, 40)).toEqual(lines.flat())
    for (const [at, [r, g, b]] of colours.slice(40).entries()) {
      const [red0, green0, blue0] = rare[at]!
      expect(Math.abs(r - red0) + Math.abs(g - green0) + Math.abs(b - blue0)).toBeLessThan(60)
    }
    expect(new Set(colours.map(String)).size).toBe(256)
  })

  it('takes a colour that runs over the end of a row for one pixel after the other', () => {
    const all: Colour[] = [white, [1, 2, 3], [1, 2, 3], [1, 2, 3], white, white]
    expect(shown(encodePng(opaque(all), 3, 2)).colours).toEqual(all)
  })
})
