// How alike the words of two tasks are: the same thing asked by two letters, or by two versions of one. Pure.
import { fold } from '../../lib/vietnamese.js'

/** As alike as two wordings of one request, of a superior and of the commune that passes it on. */
export const SAME_REQUEST = 0.6
/** As alike as a sentence and its corrected copy. */
export const SAME_TEXT = 0.8
/** So alike that, in the same place of the letter, one stands for the other. */
export const SAME_PLACE = 0.4

/** The share of words two texts have in common, each counted as often as it stands: 0 none, 1 all. */
export function alikeness(a: string, b: string): number {
  const [x, y] = [counted(a), counted(b)]
  if (x.size === 0 || y.size === 0) return 0
  let common = 0
  for (const [word, times] of x.words) common += Math.min(times, y.words.get(word) ?? 0)
  return (2 * common) / (x.size + y.size)
}

/** Like `alikeness`, but a longer text that contains the shorter one is the same request with more said about it. */
export function requestAlikeness(a: string, b: string): number {
  const [x, y] = [counted(a), counted(b)]
  const [shorter, longer] = x.size <= y.size ? [x, y] : [y, x]
  if (shorter.size === 0) return 0
  let common = 0
  for (const [word, times] of shorter.words) common += Math.min(times, longer.words.get(word) ?? 0)
  // Few words are contained in many texts.
  const contained = shorter.size >= 8 ? (0.85 * common) / shorter.size : 0
  return Math.max((2 * common) / (x.size + y.size), contained > 0.68 ? contained : 0)
}

function counted(text: string): { words: Map<string, number>; size: number } {
  const list = fold(text.slice(0, 4000)).split(' ').filter(Boolean)
  const words = new Map<string, number>()
  for (const word of list) words.set(word, (words.get(word) ?? 0) + 1)
  return { words, size: list.length }
}
