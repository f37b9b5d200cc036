// How alike the words of two tasks are: the same thing asked by two letters, or by two versions of one. Pure.
import { fold } from '../../lib/vietnamese.js'

/** As alike as two wordings of one request, of a superior and of the commune that passes it on. */
export const SAME_REQUEST = 0.6
/** As alike as a sentence and its corrected copy. */
export const SAME_TEXT = 0.8
/** So alike that, in the same place of the letter, one stands for the other. */
export const SAME_PLACE = 0.4

/** The words of a text, each with how often it stands there. */
interface Counted {
  words: Map<string, number>
  size: number
}

/** Two texts to a number from 0, nothing in common, to 1. */
export type Compare = (a: string, b: string) => number

/** The share of words two texts have in common, each counted as often as it stands: 0 none, 1 all. */
export const makeAlikeness = (): Compare => remembering(alikeness)

/** Like `makeAlikeness`, but a longer text that contains the shorter one is the same request with more said about it. */
export const makeRequestAlikeness = (): Compare => remembering(requestAlikeness)

/** The words of a text are counted once and two texts compared once, however many units the tasks are given to. */
function remembering(compare: (x: Counted, y: Counted) => number): Compare {
  const counts = new Map<string, Counted>()
  const known = new Map<string, Map<string, number>>()
  const countedOnce = (text: string) => {
    const found = counts.get(text) ?? counted(text)
    counts.set(text, found)
    return found
  }
  return (a, b) => {
    const row = known.get(a) ?? new Map<string, number>()
    known.set(a, row)
    const score = row.get(b) ?? compare(countedOnce(a), countedOnce(b))
    row.set(b, score)
    return score
  }
}

function alikeness(x: Counted, y: Counted): number {
  if (x.size === 0 || y.size === 0) return 0
  return (2 * common(x, y)) / (x.size + y.size)
}

function requestAlikeness(x: Counted, y: Counted): number {
  const [shorter, longer] = x.size <= y.size ? [x, y] : [y, x]
  if (shorter.size === 0) return 0
  const both = common(shorter, longer)
  // Few words are contained in many texts.
  const contained = shorter.size >= 8 ? (0.85 * both) / shorter.size : 0
  return Math.max((2 * both) / (x.size + y.size), contained > 0.68 ? contained : 0)
}

function common(x: Counted, y: Counted): number {
  let sum = 0
  for (const [word, times] of x.words) sum += Math.min(times, y.words.get(word) ?? 0)
  return sum
}

function counted(text: string): Counted {
  const list = fold(text.slice(0, 4000)).split(' ').filter(Boolean)
  const words = new Map<string, number>()
  for (const word of list) words.set(word, (words.get(word) ?? 0) + 1)
  return { words, size: list.length }
}
