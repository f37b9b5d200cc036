// Whether the wording can be trusted: a bad scan loses diacritics and mixes digits into words; a text typed without them looks the same.

/** Share of words with Vietnamese letters below which the wording is not to be trusted; good letters have 0.6 to 0.85. */
const leastAccented = 0.42

export function isBadOcr(lines: string[]): boolean {
  const words = lines.join(' ').match(/\p{L}[\p{L}\d¢@$]*/gu) ?? []
  let counted = 0
  let accented = 0
  let broken = 0
  for (const word of words) {
    if (word.length < 2 || /^[\p{Lu}\d]+$/u.test(word)) continue
    counted++
    if (/[\u00c0-\u024f\u1ea0-\u1eff]/.test(word)) accented++
    if (/\p{Ll}[\d¢@$]\p{Ll}|^\d\p{Ll}|\p{Ll}[¢@$]/u.test(word)) broken++
  }
  if (counted < 40) return false
  return accented / counted < leastAccented || broken / counted > 0.03
}
