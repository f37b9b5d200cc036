// What every picture of the summary shares: its width, its font, text, and SVG to PNG. No glyph outside the font (no arrows, no emoji).
import { aside, startWorker } from '../../lib/thread.js'
import { shorten } from '../../lib/vietnamese.js'

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

/** How wide letters are at most in either weight, as a part of their size; first match counts. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/ /, 0.24],
  [/[ijlI.,:;'’·|!]/, 0.35],
  [/[frtJ1()"]/, 0.49],
  [/[mwM%…&#]/, 0.9],
  [/[\dđ/–]/, 0.77],
  [/[\p{Ll}+-]/u, 0.67],
  [/W/, 1.06],
  [/\p{Lu}/u, 0.84],
]

/** How wide words are when drawn: a few hundredths more than they are, never less. */
export function textWidth(words: string, size: number): number {
  const letters = [...words.normalize('NFD').replace(/\p{M}/gu, '')]
  return size * letters.reduce((sum, one) => sum + (widths.find(([some]) => some.test(one))?.[1] ?? 1.06), 0)
}

/** As much of the words as there is room for. */
export function fitText(words: string, size: number, room: number): string {
  let most = Math.min(words.length, 120)
  let fitted = shorten(words, most)
  while (textWidth(fitted, size) > room && most > 1) fitted = shorten(words, --most)
  return fitted
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
