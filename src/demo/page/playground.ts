// What the page is given to play with: a stage with people, their groups, and letters to drop in.
import type { Person, Stage } from '../stage.js'

export interface Player {
  person: Person
  /** What they are in the commune: 'Cán bộ VHXH', 'Chủ tịch', 'Trưởng phòng Kinh tế'. The first 'Cán bộ' gets the letters. */
  role: string
  roleEn?: string
  /** A CSS colour. */
  accent: string
}

export interface SampleLetter {
  title: string
  note: string
  titleEn?: string
  noteEn?: string
  fileName: string
  type: string
  bytes: Uint8Array
}

export interface Playground {
  stage: Stage
  people: Player[]
  groups: { chatId: number; title: string; unit: string }[]
  letters: SampleLetter[]
}

/** Who is handed letters: the officer. */
export function officerOf({ people }: Playground): Player {
  const officer = people.find(({ role }) => role.startsWith('Cán bộ')) ?? people[0]
  if (!officer) throw new Error('a playground needs somebody in it')
  return officer
}
