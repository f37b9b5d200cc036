// Which command a text gives: "/viec KT", "/giao việc KT …" as phones write it, "lệnh mời", and where there is no menu to tap its bare name. Pure.
import { distance } from 'fastest-levenshtein'
import { fold } from '../lib/vietnamese.js'
import { isCourtesy } from './courtesy.js'

export interface Command {
  name: string
  /** Whose bot is meant: `/viec@name`. */
  addressee?: string
  args: string
}

/** Words in a command's name: "báo cáo đơn vị". */
const MOST_WORDS = 4

const nameOf = (words: string) => fold(words).replaceAll(' ', '')

/** What stands behind a slash; of a name that is unknown only its first word. */
export function slashCommand(text: string, known: (name: string) => boolean): Command | undefined {
  const words = text.trim()
  const plain = /^\/([a-z0-9_]+)(?:@([A-Za-z0-9_]+))?(?:\s+([\s\S]*))?$/i.exec(words)
  const name = plain?.[1]?.toLowerCase() ?? ''
  if (plain && (known(name) || plain[2]))
    return { name, ...(plain[2] ? { addressee: plain[2] } : {}), args: (plain[3] ?? '').trim() }
  const spelt = words.startsWith('/') ? leading(words.slice(1), known) : undefined
  return spelt ?? (plain ? { name, args: (plain[3] ?? '').trim() } : undefined)
}

/** "lệnh mời", "lenh quá hạn KT". */
export function namedCommand(text: string, known: (name: string) => boolean): Command | undefined {
  const said = /^\s*(?:lệnh|lenh)\s+([\s\S]+)$/iu.exec(text.normalize('NFC'))
  return said?.[1] ? leading(said[1], known) : undefined
}

/** The whole text is the name: "viec", "quá hạn". */
export function bareCommand(text: string, known: (name: string) => boolean): string | undefined {
  const name = isCourtesy(text) ? '' : nameOf(text)
  return known(name) ? name : undefined
}

/** The longest name a text begins with, with or without diacritics and blanks. */
function leading(text: string, known: (name: string) => boolean): Command | undefined {
  for (let count = MOST_WORDS; count > 0; count--) {
    const found = new RegExp(
      `^(\\p{L}[\\p{L}\\p{M}]*(?:\\s+\\p{L}[\\p{L}\\p{M}]*){${count - 1}})(?:\\s+([\\s\\S]*))?$`,
      'u',
    )
    const [, words = '', rest = ''] = found.exec(text.trim()) ?? []
    const name = nameOf(words)
    if (name !== '' && known(name)) return { name, args: rest.trim() }
  }
  return undefined
}

/**
 * The command that an unknown name was likely meant for: one it begins, or that begins it, or one slip away, two in a long name; "giao" is
 * "giaoviec", "tonket" is "tongket". Undefined where none or several are as near.
 */
export function nearCommand(name: string, known: readonly string[]): string | undefined {
  if (name.length < 3) return undefined
  const begun = known.filter((one) => one.startsWith(name) || name.startsWith(one))
  if (begun.length > 0) return begun.length === 1 ? begun[0] : undefined
  const most = name.length < 7 ? 1 : 2
  const near = known.map((one) => ({ one, far: distance(one, name) })).filter(({ far }) => far <= most)
  const nearest = near.filter(({ far }) => far === Math.min(...near.map((other) => other.far)))
  return nearest.length === 1 ? nearest[0]?.one : undefined
}
