// The bot's words, from locales/<locale>/<slice>.ftl. A key that is missing is a bug and throws; the tests compare both locales.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { FluentBundle, FluentNumber, FluentResource } from '@fluent/bundle'
import type { Args } from './errors.js'
import { projectFile } from './project.js'

export type Locale = 'vi' | 'en'
export const locales: readonly Locale[] = ['vi', 'en']

/** Translates a key of the locales. Numbers are written without grouping: format decimals before (Vietnamese ones take a comma). */
export type Translate = (key: string, args?: Args) => string

const bundles = new Map<Locale, FluentBundle>()

/**
 * The words of a locale. The files are read once. `typed`: for people who can only type, without buttons to press and files to send; where
 * their words differ they stand below as the attribute `.typed`.
 */
export function translator(locale: Locale, { typed = false } = {}): Translate {
  const bundle = bundles.get(locale) ?? load(locale)
  return (key, args = {}) => {
    const message = bundle.getMessage(key)
    const pattern = (typed && message?.attributes.typed) || message?.value
    if (!pattern) throw new Error(`no words for "${key}" in ${locale}`)
    // Fluent would write 1247 as 1.247, also where it is the number of an assignment.
    const given = Object.fromEntries(
      Object.entries(args).map(([name, value]) => [
        name,
        typeof value === 'number' ? new FluentNumber(value, { useGrouping: false }) : value,
      ]),
    )
    const errors: Error[] = []
    const text = bundle.formatPattern(pattern, given, errors)
    if (errors.length > 0) throw new Error(`words "${key}" in ${locale}: ${errors[0]?.message}`)
    return text
  }
}

/** Whether the locales know this key. */
export function isKey(key: string): boolean {
  return (bundles.get('vi') ?? load('vi')).hasMessage(key)
}

function load(locale: Locale): FluentBundle {
  // Without isolating marks, which Telegram shows as boxes; numbers are not regrouped.
  const bundle = new FluentBundle(locale, { useIsolating: false, transform: (text) => text })
  const folder = projectFile('locales', locale)
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.ftl')) continue
    const problems = bundle.addResource(new FluentResource(readFileSync(join(folder, name), 'utf8')))
    if (problems.length > 0) throw new Error(`locales/${locale}/${name}: ${problems[0]?.message}`)
  }
  bundles.set(locale, bundle)
  return bundle
}
