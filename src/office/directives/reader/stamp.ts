// Secret stamps. A letter that bears one is refused before anything of it is kept; "bảo mật" is no stamp.
import { clean } from '../../../lib/vietnamese.js'

export type SecretStamp = 'MẬT' | 'TỐI MẬT' | 'TUYỆT MẬT'

export function secretStamp(text: string): SecretStamp | undefined {
  for (const line of clean(text).split(/[\n\v\f]/)) {
    if (line.length > 400) continue
    for (const cell of line.split(/[|\t]| {3,}/)) {
      const stamp = stampOf(cell)
      if (stamp) return stamp
    }
  }
  return undefined
}

/**
 * The stamp in a file's name: the two graver ones anywhere, "MẬT" in capitals as a part of its own beside a number ("12_MẬT.docx"), behind a dash
 * at the end ("Báo cáo ANTT_MẬT.docx"), before a dash of its own ("MẬT - Kế hoạch.docx") or alone, and in brackets however it is written ("CV (Mật).pdf"). "BẢO_MẬT" is none, nor is "MAT", which stands for "mặt" as well.
 */
export function stampInName(name: string): SecretStamp | undefined {
  const words = clean(name)
    .normalize('NFC')
    .replace(/\.[^.]{1,5}$/, '')
  const graver = /(?<!\p{L})(?:(TUYỆT|TUYET)|TỐI|TOI)[\s_.-]?(?:MẬT|MAT)(?!\p{L})/u.exec(words)
  if (graver) return graver[1] ? 'TUYỆT MẬT' : 'TỐI MẬT'
  return /^MẬT$|[([][Mm](?:ẬT|ật)[)\]]|(?<!(?:BẢO|Bảo|bảo|BÍ|Bí|bí|CƠ|Cơ|cơ)\s?)[_–-]\s?MẬT$|(?<=\d[\s_.-]+)MẬT(?![\s_.-]*\p{L})|^MẬT(?=[\s_.-]+\d)|(?:^|\d\s[-–—]\s)MẬT\s[-–—]\s/u.test(
    words.trim(),
  )
    ? 'MẬT'
    : undefined
}

function stampOf(cell: string): SecretStamp | undefined {
  let text = cell
    .replace(/[*_#<>[\](){}"“”'.:;!\-–—=~]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (/^(?:\p{Lu} ){2,}\p{Lu}$/u.test(text)) text = text.replace(/ /g, '')
  const named = /^(?:độ|mức độ|dấu chỉ độ|dấu)\s+mật\s+(.+)$/iu.exec(text)?.[1]
  const word = (named ?? text).normalize('NFC')
  // A wrapped line may consist of the word alone in lower case; a stamp never does.
  if (named === undefined && !/^\p{Lu}/u.test(word)) return undefined
  if (/^(?:tuyệt|tuyêt|TUYET)\s?(?:mật|MAT)$/iu.test(word)) return 'TUYỆT MẬT'
  if (/^(?:tối|TOI)\s?(?:mật|MAT)$/iu.test(word)) return 'TỐI MẬT'
  if (/^mật$/iu.test(word) || word === 'MAT') return 'MẬT'
  const letterhead =
    /^(TUYỆT MẬT|TỐI MẬT|MẬT)(?= CỘNG HÒA| CỘNG HOÀ| SỐ )|(?<=(?:NHÂN DÂN|ĐẢNG ỦY|CÔNG AN|QUÂN SỰ) )(TUYỆT MẬT|TỐI MẬT|MẬT)$/u.exec(
      word,
    )
  return (letterhead?.[1] ?? letterhead?.[2]) as SecretStamp | undefined
}
