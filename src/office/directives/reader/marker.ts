// The number, letter or dash an item begins with, and which level it stands for.

export type MarkStyle =
  | 'part'
  | 'capital'
  | 'roman'
  | 'article'
  | 'step'
  | 'n1'
  | 'n2'
  | 'n3'
  | 'n4'
  | 'bracket'
  | 'ordinal'
  | 'letter'
  | 'sign'
  | 'dash'
  | 'plus'
  | 'dot'

export interface Marker {
  style: MarkStyle
  /** As printed: "1", "II", "1.3", "đ", "-". */
  label: string
  /** Place within its sequence, from 1; 0 where there is none. */
  value: number
}

/** Levels from the outside in; a marker closes every open item of its own or a deeper level. */
export const rank: Record<MarkStyle, number> = {
  part: 0,
  capital: 1,
  roman: 2,
  article: 3,
  step: 3.5,
  n1: 4,
  n2: 5,
  n3: 6,
  n4: 7,
  ordinal: 7.5,
  letter: 8,
  bracket: 9,
  sign: 9.5,
  dash: 10,
  plus: 11,
  dot: 12,
}

/** Điểm letters follow the Vietnamese alphabet. */
const alphabet = [
  'a',
  'b',
  'c',
  'd',
  'đ',
  'e',
  'g',
  'h',
  'i',
  'k',
  'l',
  'm',
  'n',
  'o',
  'ô',
  'ơ',
  'p',
  'q',
  'r',
  's',
  't',
  'u',
  'ư',
  'v',
  'x',
  'y',
]

/** "Thứ nhất", "Một là". */
const ordinals = [
  ['nhất', 'một'],
  ['hai'],
  ['ba'],
  ['tư', 'bốn'],
  ['năm'],
  ['sáu'],
  ['bảy'],
  ['tám'],
  ['chín'],
  ['mười'],
]

export function romanValue(text: string): number {
  const worth: Record<string, number> = { I: 1, V: 5, X: 10, L: 50 }
  let sum = 0
  for (let at = 0; at < text.length; at++) {
    const here = worth[text.charAt(at)] ?? 0
    sum += here < (worth[text.charAt(at + 1)] ?? 0) ? -here : here
  }
  return sum
}

/** The marker at the start of a line and the words after it. */
export function readMarker(given: string): { marker: Marker; rest: string } | undefined {
  // "* Một là: …": the words count, the bullet says no more.
  const text = given.replace(/^[-–—+•*]\s*(?=(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám) là\s*[,:.])/u, '')
  const found = (style: MarkStyle, label: string, value: number, length: number) => ({
    marker: { style, label, value },
    rest: text.slice(length).trim(),
  })
  let match = /^(?:phần|chương|mục)\s+(?:thứ\s+)?([IVXL]{1,6}|\d{1,2}|nhất|hai|ba|tư)\b\s*[.:)-]?\s*/iu.exec(text)
  if (match?.[1] && (/^(?:phần|chương)/i.test(text) || /^Mục\s+\S+\s*[.:]/.test(text))) {
    return found('part', match[1], romanValue(match[1]) || Number(match[1]) || 0, match[0].length)
  }
  match = /^Điều\s+(\d{1,3})\s*[.:]\s*/iu.exec(text)
  if (match?.[1]) return found('article', match[1], Number(match[1]), match[0].length)
  match =
    /^((?:Bước|Giai đoạn|Nhiệm vụ|Nội dung|Giải pháp|Nhóm nhiệm vụ) (?:thứ )?(\d{1,2}|[IVX]{1,4}))\s*(?:[.:]|[-–](?= \p{Lu}))\s*(?=\S)/u.exec(
      text,
    )
  if (match?.[1] && match[2]) return found('step', match[1], Number(match[2]) || romanValue(match[2]), match[0].length)
  match = /^([IVX]{1,5})\s*[./)]?[-–—/:]\s+(?=\p{Lu})/u.exec(text) ?? /^([IVXL]{1,6})\s*[.)]\s*(?=\D|$)/.exec(text)
  if (match?.[1]) return found('roman', match[1], romanValue(match[1]), match[0].length)
  match = /^([A-EĐG])\s*[.)]\s+(?=\S)/u.exec(text)
  if (match?.[1]) return found('capital', match[1], alphabet.indexOf(match[1].toLowerCase()) + 1, match[0].length)
  match = /^(\d{1,2}(?:\.\d{1,2}){1,3})(?:\s*[.):]?\s+(?=\D)|\s?[-–]\s+(?=\p{Lu}))/u.exec(text)
  if (match?.[1] && !/^\d+\.\d+\s*(?:%|tỷ|triệu|ha|km|m2|đồng)/i.test(text)) {
    const parts = match[1].split('.')
    const style: MarkStyle = parts.length === 2 ? 'n2' : parts.length === 3 ? 'n3' : 'n4'
    return found(style, match[1], Number(parts.at(-1)), match[0].length)
  }
  match =
    /^(\d{1,2})\s*[./)]?[/–—-]\s+(?=\p{Lu})/u.exec(text) ??
    /^(\d{1,2})\/\s+(?=\p{Ll}{2})/u.exec(text) ??
    /^(\d{1,2})\s*\.\s*(?=[^\d\s.]|$)/.exec(text) ??
    /^(\d{1,2})\s*[.:]\s+(?=\S)/.exec(text)
  if (match?.[1]) return found('n1', match[1], Number(match[1]), match[0].length)
  match = /^(\d{1,2})\)\s*(?=\S|$)/.exec(text) ?? /^(\d{1,2})[°º]\s*(?=\p{Lu})/u.exec(text)
  if (match?.[1]) return found('bracket', match[1], Number(match[1]), match[0].length)
  match = /^\(\s*(\d{1,2}|[a-zđ]|[ivx]{1,4})\s*\)\s*(?=\S|$)/u.exec(text)
  if (match?.[1]) return found('bracket', match[1], Number(match[1]) || alphabet.indexOf(match[1]) + 1, match[0].length)
  // "Thứ Hai, ngày 8/6" is a day of the week.
  match = /^(?:Thứ (\p{Ll}{2,5})|(Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là)\s*[,:.]\s*(?=\p{L})(?!ngày)/u.exec(text)
  const nth = match
    ? ordinals.findIndex((names) => names.includes((match?.[1] ?? match?.[2] ?? '').toLowerCase())) + 1
    : 0
  if (match && nth > 0) return found('ordinal', match[0].replace(/[\s,:.]+$/, ''), nth, match[0].length)
  match = /^([a-zđôơư])\s*[)]\s*(?=\S|$)/u.exec(text) ?? /^([a-zđôơư])(?:\.\s+(?=\S)|[,/–-]\s+(?=\p{Lu}))/u.exec(text)
  if (match?.[1]) return found('letter', match[1], alphabet.indexOf(match[1]) + 1, match[0].length)
  match = /^(?:\p{Extended_Pictographic}[\u{FE0F}\u{200D}]*)+\s*(?=\p{L}|\d)/u.exec(text)
  if (match) return found('sign', match[0].trim(), 0, match[0].length)
  match = /^[-–—]+\s*(?=[^\s\d-]|\d+\s*%|\d+\s+\p{L})/u.exec(text)
  if (match) return found('dash', '-', 0, match[0].length)
  match = /^\+\s*(?=\S)/.exec(text)
  if (match) return found('plus', '+', 0, match[0].length)
  match = /^[•*]\s*(?=\S)/.exec(text) ?? /^[.·]\s+(?=\p{Lu})/u.exec(text)
  if (match) return found('dot', '•', 0, match[0].length)
  return undefined
}
