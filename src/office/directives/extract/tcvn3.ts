// Text typed for the old TCVN3 fonts (.VnTime and the like) to Unicode: such a file holds other letters than its fonts show.

const letters: Record<string, string> = {
  ...pair('µ¸¶·¹', 'àáảãạ'),
  ...pair('¨»¾¼½Æ', 'ăằắẳẵặ'),
  ...pair('©ÇÊÈÉË', 'âầấẩẫậ'),
  ...pair('®', 'đ'),
  ...pair('ÌÐÎÏÑ', 'èéẻẽẹ'),
  ...pair('ªÒÕÓÔÖ', 'êềếểễệ'),
  ...pair('×ÝØÜÞ', 'ìíỉĩị'),
  ...pair('ßãáâä', 'òóỏõọ'),
  ...pair('«åèæçé', 'ôồốổỗộ'),
  ...pair('¬êíëìî', 'ơờớởỡợ'),
  ...pair('ïóñòô', 'ùúủũụ'),
  ...pair('\u00ADõøö÷ù', 'ưừứửữự'),
  ...pair('úýûüþ', 'ỳýỷỹỵ'),
  ...pair('¡¢§£¤¥¦', 'ĂÂĐÊÔƠƯ'),
}

function pair(old: string, now: string): Record<string, string> {
  const to = [...now]
  return Object.fromEntries([...old].map((letter, at) => [letter, to[at] ?? letter]))
}

/** Signs that stand inside words of such a text and of no other. */
const signs = /(?<=\p{L})[µ¸¶·¹¨»¾¼½©®«¬\u00AD¦§]|[¸¶·¹¨»¾¼½©®«¬\u00AD](?=\p{L})/gu

export function isTcvn3(text: string): boolean {
  const sample = text.slice(0, 100_000)
  const words = sample.match(/\p{L}+/gu)?.length ?? 0
  const odd = sample.match(signs)?.length ?? 0
  const proper = sample.match(/[\u1EA0-\u1EF9đĐăĂơƠưƯ]/gu)?.length ?? 0
  return words >= 5 && odd > words * 0.15 && proper < odd * 0.2
}

/** Only where the whole text is of that kind; elsewhere a soft hyphen is the one sign of them without a meaning. */
export function fromTcvn3(text: string): string {
  if (!isTcvn3(text)) return text.replace(/\u00AD/g, '')
  return text.replace(/[\u00A0-\u00FF]/g, (letter) => letters[letter] ?? letter)
}
