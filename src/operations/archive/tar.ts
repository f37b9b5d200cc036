// The plain inside of a backup: a tar file (ustar), so that one without a pass phrase opens with `tar -xzf`. Pure.

export const BLOCK = 512

export interface TarHeader {
  name: string
  size: number
}

/** The 512 bytes before a member. `at` is when the backup was made, in seconds. */
export function tarHeader({ name, size }: TarHeader, at: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`name too long for a backup: ${name}`)
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0)
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write(`${Math.floor(at).toString(8).padStart(11, '0')}\0`, 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** How many zero bytes follow a member of this size. */
export function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK
}

/** Reads a header; undefined for the block of zeros at the end. Throws when it is none. */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  const field = (from: number, length: number) => {
    const text = block.subarray(from, from + length).toString('utf8')
    return text.slice(0, text.includes('\0') ? text.indexOf('\0') : length)
  }
  const sum = Number.parseInt(field(148, 8), 8)
  const size = Number.parseInt(field(124, 12), 8)
  const blank = Buffer.from(block)
  blank.fill(' ', 148, 156)
  if (checksum(blank) !== sum || !Number.isSafeInteger(size)) throw new Error('not a tar header')
  return { name: field(0, 100), size }
}

function checksum(block: Buffer): number {
  return block.reduce((sum, byte) => sum + byte, 0)
}
