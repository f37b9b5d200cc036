// Which indicator a task with a target is about, by its words; offered, never decided. Pure.
import { fold } from '../../lib/vietnamese.js'

export interface Tieable {
  id: number
  name: string
  area: string
  measure: string
}

/** Words that stand in every second task and tell nothing. */
const empty = new Set(
  'va cua cac cho duoc theo tai tren trong so voi ho tro thuc hien bao dam dam toi thieu dat phan tram tu tro len khong qua den nam quy thang ty le chi tieu cong tac nhiem vu don vi to chuc nguoi dan hanh chinh thu tuc giai quyet cap xa phuong'.split(
    ' ',
  ),
)
const LEAST = 0.5

/** The indicator whose name's telling words (and pairs of them) the task's text has most of; undefined when none has half, or two are equal. */
export function suggestIndicator<T extends Tieable>(
  indicators: readonly T[],
  task: { text: string; target: string | null | undefined; area: string },
): T | undefined {
  if (!task.target) return undefined
  const said = ` ${fold(`${task.text} ${task.target}`.slice(0, 3000))} `
  const scored = indicators
    .map((indicator) => ({ indicator, score: scoreOf(indicator, task, said) }))
    .filter((one) => one.score >= LEAST)
    .sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (!best || (second && best.score - second.score < 0.05)) return undefined
  return best.indicator
}

function scoreOf(indicator: Tieable, task: { target: string | null | undefined; area: string }, said: string): number {
  const words = fold(indicator.name).split(' ')
  const pairs = words
    .slice(1)
    .map((word, index) => [words[index] ?? '', word] as const)
    .filter(([a, b]) => !(empty.has(a) && empty.has(b)))
  if (pairs.length === 0) return 0
  const found = pairs.filter(([a, b]) => said.includes(` ${a} ${b} `)).length / pairs.length
  const percent = /%|phần trăm/iu.test(task.target ?? '')
  if (percent !== (indicator.measure === '%')) return 0
  return found + (indicator.area === task.area && task.area !== 'other' ? 0.1 : 0)
}
