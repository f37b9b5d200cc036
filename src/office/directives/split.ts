// One task becomes several: where its sentences part, and what each part keeps of it. Pure.
import { capitalised, fold } from '../../lib/vietnamese.js'
import type { DraftTask } from './draft.js'

/** The sentences of a task: at line ends, semicolons and full stops, but not inside abbreviations, numbers or very short pieces. */
export function sentencesOf(text: string): string[] {
  const pieces = text
    .split(/\n+|(?<=;)\s+|(?<=[\p{Ll}\p{N})%”"][.!?])\s+(?=[\p{Lu}"“])/u)
    .map((piece) => piece.replace(/^[\s\-–+•*]+/u, '').trim())
    .filter((piece) => piece !== '')
  const parts: string[] = []
  for (const piece of pieces) {
    const last = parts.at(-1)
    // "TP. Hồ Chí Minh", "v.v.": what is too short to be asked for stays where it was.
    if (last !== undefined && (piece.length < SHORTEST || last.length < SHORTEST))
      parts[parts.length - 1] = `${last} ${piece}`
    else parts.push(piece)
  }
  return parts
}

const SHORTEST = 15

/**
 * The parts, the first under the task's own number. Units and area go with each part; a deadline, target or product whose words stand in
 * one part belongs to that part alone, what stands in none to all of them (a target or product to the first).
 */
export function splitTask(task: DraftTask, texts: readonly string[], nextId: number): DraftTask[] {
  const folded = texts.map((text) => ` ${fold(text)} `)
  const at = (words: string | null) => {
    const key = fold(words ?? '')
    return key === '' ? -1 : folded.findIndex((text) => text.includes(` ${key} `))
  }
  return texts.map((text, index) => {
    const rules = task.rules.filter((rule) => {
      const own = at(rule.words)
      return own < 0 || own === index
    })
    const here = (words: string | null) => (Math.max(0, at(words)) === index ? words : null)
    return {
      ...task,
      id: index === 0 ? task.id : nextId + index - 1,
      text: capitalised(text),
      rules: rules.length > 0 ? rules : [{ kind: 'none', words: '' }],
      target: here(task.target),
      product: here(task.product),
      retyped: true,
      doubts: task.doubts.filter((doubt) => doubt.about !== 'text'),
    }
  })
}
