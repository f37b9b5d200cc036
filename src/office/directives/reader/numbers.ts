// Numbers of documents: "1039/UBND-NVKTGS", "128/QĐ-UBND", "72/2025/QH15", "210-KL/TW".

const symbol = '[A-ZĐƯƠÔÊÂ][\\p{L}\\d]*(?:(?:\\s?&\\s?|[.–-])[\\p{L}\\d]+)*'
const whole = new RegExp(
  `(?<![\\p{L}\\d/.])(\\d{1,6}(?:\\.\\d{1,3})?\\s?/\\s?(?:20\\d{2}/)?${symbol}|\\d{1,5}-[A-ZĐ]{1,4}[A-ZĐa-z]?/[A-ZĐ]{2,8}\\d{0,4}(?:-[A-ZĐ]{1,8})*)`,
  'gu',
)

/** Every document number in the text, without spaces, once each. */
export function numbersIn(text: string): string[] {
  const all: string[] = []
  for (const match of text.matchAll(whole)) {
    const number = (match[1] ?? '').replace(/\s/g, '').replace(/–/g, '-')
    if (/^\d{1,2}\/(?:20\d{2}|\p{Ll})/u.test(number) || !/\p{L}{2}|\/[A-ZĐ]/u.test(number)) continue
    if (/[./-]$/.test(number) || all.includes(number)) continue
    all.push(number)
  }
  return all
}

/** "08 /CV- UBND", "36/KH - UBND": what follows a dash with a blank is a short form too, no word. */
const afterBlank = '(?:(?: [–-] ?|[–-] )[A-ZĐ]{1,8}(?![\\p{L}/]))*'
const own = new RegExp(`^\\s*([\\d\\s.…_]{0,16})/\\s?((?:20\\d{2}/)?${symbol}${afterBlank})`, 'u')

/** "135-UBND", "21UBND-VP", "48 CV-UBND": the stroke was not typed. */
const strokeless =
  /^\s*(\d{1,5})(?:\s?[-–]\s?|\s)?((?:UBND|HĐND|CV|KH|TB|CT|CĐ|HD|QĐ|KL|GM|BC|TTr)(?:[-–]\p{Lu}[\p{L}\d]*)*)(?![\p{L}\d/])/u

/** "45/ubnd-vp": typed in small letters, kept as printed. */
const small = /^\s*(\d{1,5})\s?\/\s?((?:ubnd|hđnd|cv|kh|tb|ct|cđ|hd|qđ|kl)(?:-[\p{L}\d]{1,10}){0,3})(?![\p{L}\d/])/u

/** The number after "Số:"; "/UBND-VHXH" where the serial is blank; null where there is none. */
export function ownNumber(after: string): string | null {
  const party = /^\s*(\d{1,5}\s?-\s?[A-ZĐ]{1,4}[A-ZĐa-z]?\/[A-ZĐ]{2,8}\d{0,4}(?:-[A-ZĐ]{1,8}(?![\p{L}]))*)/u.exec(after)
  if (party?.[1]) return party[1].replace(/\s/g, '')
  const match = own.exec(after) ?? strokeless.exec(after) ?? small.exec(after)
  if (!match?.[2]) return null
  const serial = (match[1] ?? '').replace(/[^\d]/g, '')
  return `${serial}/${match[2].replace(/\s/g, '').replace(/–/g, '-')}`
}
