// The project's own labelled letters.
import { readdirSync, readFileSync } from 'node:fs'
import { projectFile } from '../../../../src/lib/project.js'
import type { Gold } from './score.js'

export interface Labelled {
  name: string
  text: string
  gold: Gold
}

export function labelledLetters(): Labelled[] {
  const folder = projectFile('test', 'office', 'directives', 'letters')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => {
      const name = file.replace('.txt', '')
      const gold = JSON.parse(readFileSync(`${folder}/${name}.gold.json`, 'utf8')) as Gold
      return { name, text: readFileSync(`${folder}/${file}`, 'utf8'), gold }
    })
}
