// Automatic numbers of a Word list: what stands before a paragraph although no one typed it ("II.", "1.", "a)", "-").
import { type Attributes, parseXml } from './xml.js'

interface Level {
  start: number
  format: string
  text: string
  style: string | undefined
  legal: boolean
}

interface List {
  abstract: string
  starts: Map<number, number>
  levels: Map<number, Level>
}

export interface Numbering {
  lists: Map<string, List>
  abstracts: Map<string, { levels: Map<number, Level>; link: string | undefined; names: string | undefined }>
}

export interface Style {
  basedOn: string | undefined
  numId: string | undefined
  level: number | undefined
}

export function readNumbering(chunks: Uint8Array[]): Numbering {
  const numbering: Numbering = { lists: new Map(), abstracts: new Map() }
  let abstract: { levels: Map<number, Level>; link: string | undefined; names: string | undefined } | undefined
  let list: List | undefined
  let level: Level | undefined
  let overridden = 0
  parseXml(chunks, {
    open(name, attributes) {
      const value = attributes.val ?? ''
      if (name === 'abstractNum') {
        abstract = { levels: new Map(), link: undefined, names: undefined }
        numbering.abstracts.set(attributes.abstractNumId ?? '', abstract)
      } else if (name === 'num') {
        list = { abstract: '', starts: new Map(), levels: new Map() }
        numbering.lists.set(attributes.numId ?? '', list)
      } else if (name === 'lvl') {
        level = { start: 1, format: 'decimal', text: '', style: undefined, legal: false }
        ;(list ?? abstract)?.levels.set(Number(attributes.ilvl ?? 0), level)
      } else if (name === 'lvlOverride') overridden = Number(attributes.ilvl ?? 0)
      else if (name === 'startOverride') list?.starts.set(overridden, Number(value))
      else if (name === 'abstractNumId' && list) list.abstract = value
      else if (name === 'numStyleLink' && abstract) abstract.link = value
      else if (name === 'styleLink' && abstract) abstract.names = value
      else if (level) setLevel(level, name, attributes)
    },
    close(name) {
      if (name === 'lvl') level = undefined
      else if (name === 'num') list = undefined
      else if (name === 'abstractNum') abstract = undefined
    },
  })
  return numbering
}

function setLevel(level: Level, name: string, attributes: Attributes): void {
  if (name === 'start') level.start = Number(attributes.val ?? 1)
  else if (name === 'numFmt') level.format = attributes.val ?? 'decimal'
  else if (name === 'lvlText') level.text = attributes.val ?? ''
  else if (name === 'pStyle') level.style = attributes.val
  else if (name === 'isLgl') level.legal = true
}

export function readStyles(chunks: Uint8Array[]): Map<string, Style> {
  const styles = new Map<string, Style>()
  let style: Style | undefined
  let inNumber = false
  parseXml(chunks, {
    open(name, attributes) {
      if (name === 'style') {
        style = { basedOn: undefined, numId: undefined, level: undefined }
        styles.set(attributes.styleId ?? '', style)
      } else if (name === 'numPr') inNumber = true
      else if (name === 'basedOn' && style) style.basedOn = attributes.val
      else if (inNumber && style && name === 'numId') style.numId = attributes.val
      else if (inNumber && style && name === 'ilvl') style.level = Number(attributes.val ?? 0)
    },
    close(name) {
      if (name === 'numPr') inNumber = false
      else if (name === 'style') style = undefined
    },
  })
  return styles
}

/** Counts through a document; `next` gives the words before a paragraph, "" for one without a number. */
export class Counter {
  private readonly counts = new Map<string, (number | undefined)[]>()
  private readonly begun = new Set<string>()

  constructor(
    private readonly numbering: Numbering | undefined,
    private readonly styles: Map<string, Style>,
  ) {}

  next(paragraph: { numId: string | undefined; level: number | undefined; style: string | undefined }): string {
    const numId = paragraph.numId ?? this.fromStyle(paragraph.style, (style) => style.numId)
    const list = numId === undefined ? undefined : this.numbering?.lists.get(numId)
    if (!list || numId === undefined || numId === '0') return ''
    const abstractId = this.resolve(list.abstract)
    const levels = this.numbering?.abstracts.get(abstractId)?.levels ?? new Map<number, Level>()
    const at =
      paragraph.level ??
      levelOfStyle(levels, paragraph.style) ??
      this.fromStyle(paragraph.style, (style) => style.level) ??
      0
    const levelAt = (index: number) => list.levels.get(index) ?? levels.get(index)
    const level = levelAt(at)
    if (!level) return ''
    const counts = this.counts.get(abstractId) ?? []
    this.counts.set(abstractId, counts)
    if (!this.begun.has(numId)) {
      this.begun.add(numId)
      for (const [index, start] of list.starts) counts[index] = start - 1
    }
    counts[at] = (counts[at] ?? level.start - 1) + 1
    counts.length = at + 1
    if (level.format === 'bullet') return bullet(level.text)
    if (level.format === 'none') return level.text.replace(/%\d/g, '').trim()
    return level.text.replace(/%(\d)/g, (_all, digit: string) => {
      const index = Number(digit) - 1
      const own = levelAt(index)
      return write(counts[index] ?? own?.start ?? 1, level.legal ? 'decimal' : (own?.format ?? 'decimal'))
    })
  }

  private resolve(id: string): string {
    const link = this.numbering?.abstracts.get(id)?.link
    if (link === undefined) return id
    for (const [other, abstract] of this.numbering?.abstracts ?? []) if (abstract.names === link) return other
    return id
  }

  private fromStyle<T>(id: string | undefined, pick: (style: Style) => T | undefined): T | undefined {
    for (let at = id, depth = 0; at !== undefined && depth < 20; depth++) {
      const style = this.styles.get(at)
      const value = style && pick(style)
      if (value !== undefined) return value
      at = style?.basedOn
    }
    return undefined
  }
}

function levelOfStyle(levels: Map<number, Level>, style: string | undefined): number | undefined {
  if (style === undefined) return undefined
  for (const [index, level] of levels) if (level.style === style) return index
  return undefined
}

function bullet(text: string): string {
  const mark = text.trim()
  if (/^[-–—−\uF02D]/.test(mark)) return '-'
  return mark.startsWith('+') || mark === '\uF02B' ? '+' : '•'
}

function write(value: number, format: string): string {
  if (format === 'upperRoman' || format === 'lowerRoman') {
    const roman = toRoman(value)
    return format === 'upperRoman' ? roman : roman.toLowerCase()
  }
  if (format === 'upperLetter' || format === 'lowerLetter') {
    const letter = String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(9, Math.floor((value - 1) / 26) + 1))
    return format === 'upperLetter' ? letter.toUpperCase() : letter
  }
  return format === 'decimalZero' ? String(value).padStart(2, '0') : String(value)
}

function toRoman(value: number): string {
  const signs: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let left = Math.max(0, Math.min(3999, Math.floor(value)))
  let text = ''
  for (const [worth, sign] of signs) {
    while (left >= worth) {
      text += sign
      left -= worth
    }
  }
  return text
}
