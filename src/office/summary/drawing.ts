// What every picture of the summary shares: its width, its font, text, and SVG to PNG. No glyph outside the font (no arrows, no emoji).
import { aside, startWorker } from '../../lib/thread.js'

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

/** SVG as PNG, 1080 wide, drawn on a thread of its own. */
export const drawPng = aside<string, Uint8Array>(() => startWorker(import.meta.url, ['office', 'summary'], {}))
