// What offices are called by letters in front of their field: "P. Kinh tế", "TT. PVHCC", "VP. HĐND".

/** "P. Kinh tế", "TT. PVHCC": the stop is no end of a sentence. */
const shortHead = /^(?:(?:P|TT|VP)\.\s?(?=\p{Lu})|TT (?=\p{Lu}\p{Ll}))/u
const longHeads: Record<string, string> = { P: 'Phòng', TT: 'Trung tâm', VP: 'Văn phòng' }

export function isShortHead(name: string): boolean {
  return shortHead.test(name)
}

/** "BS. Lê Hồng Nhung", "ThS. Trần Văn Tư": the stop is no end of a sentence either. */
const degree = /^(BS|YS|DS|ThS|TS|KS|BSCKI{1,2}|BS\.? ?CKI{1,2})\.\s?(?=\p{Lu}\p{Ll})/u

export function withLongHead(name: string): string {
  if (degree.test(name)) return name.replace(degree, '$1 ')
  return name.replace(shortHead, (short) => `${longHeads[short.replace(/[.\s]/g, '')] ?? short} `)
}
