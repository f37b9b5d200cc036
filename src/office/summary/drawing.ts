// What every picture of the summary shares: its width, its font, text, and SVG to PNG. No glyph outside the font (no arrows, no emoji).
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'

/** Pixels; a phone shows them 360 wide, so nothing is written smaller than 28. */
export const WIDTH = 1080
export const MARGIN = 44

export function wrapSvg(parts: string, height: number, patterns = ''): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Be Vietnam Pro"><defs>${patterns}</defs><rect width="${WIDTH}" height="${height}" fill="#ffffff"/>${parts}</svg>`
}

export function drawText(
  x: number,
  y: number,
  size: number,
  words: string,
  style: { bold?: boolean; fill?: string; middle?: boolean; end?: boolean },
): string {
  const anchor = style.middle ? ' text-anchor="middle"' : style.end ? ' text-anchor="end"' : ''
  const weight = style.bold ? ' font-weight="700"' : ''
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}"${weight}${anchor} fill="${style.fill ?? '#111111'}">${escapeXml(words)}</text>`
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeXml(words: string): string {
  return words
    .normalize('NFC')
    .replace(/\p{C}/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

const fontFiles = ['400Regular/BeVietnamPro_400Regular.ttf', '700Bold/BeVietnamPro_700Bold.ttf']

/** SVG as PNG, 1080 wide. Takes some 20 ms of this thread. */
export function renderSvg(svg: string): Uint8Array {
  const find = createRequire(import.meta.url)
  const files = fontFiles.map((file) => find.resolve(`@expo-google-fonts/be-vietnam-pro/${file}`))
  // resvg draws no text at all when a font is missing, and says nothing.
  for (const file of files) if (!existsSync(file)) throw new Error(`font missing: ${file}`)
  const font = { fontFiles: files, loadSystemFonts: false, defaultFontFamily: 'Be Vietnam Pro' }
  return new Resvg(svg, { font }).render().asPng()
}
