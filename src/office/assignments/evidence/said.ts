// What is typed where evidence was asked for: a document's number or a link, that there is none, or words that are neither. Pure.
import { plain } from '../../../lib/vietnamese.js'

/** A document's number or a link, where any words might stand: "BC 45/BC-KT". */
export function looksGiven(text: string): boolean {
  return /\d\s*\/\s*\p{L}|https?:\/\/\S/iu.test(text)
}

/** A document is named and nothing else is said: "báo cáo số 45/BC-KT ngày 12/9", a link. "Chiều nay họp theo GM 12/GM-UBND" says something else. */
export function namesDocument(text: string): boolean {
  const words = plain(text)
  return text.trim().length <= MOST_NAMED && (/^https?:\/\/\S+$/.test(words) || document.test(words))
}

const MOST_NAMED = 200
const document = new RegExp(
  '^(?:(?:minh chung|da co|theo|tai|kem theo|day la|gui|em gui|xin gui)[: ]{1,2})?' +
    '(?:(?:bao cao|cong van|van ban|ke hoach|quyet dinh|to trinh|bien ban|thong bao|ket luan|giay moi|bc|cv|vb|kh|qd|ttr|bb|tb|kl)[. ]{0,2})?' +
    '(?:so[: ]{1,2})?\\d{1,6} ?/ ?(?:20\\d\\d ?/ ?)?\\p{L}[\\p{L}\\d./-]*(?:,? (?:ngay|thang|nam|cua|ve)\\b.*)?[ .]*(?:a|nhe)?$',
  'u',
)

/** When something is to come: "chiều nay 3h", "mai 8 giờ 30", "1 lát nữa", "25/7". */
const moments =
  /\d{1,2} ?(?:h|g|gio|:)(?: ?\d{1,2})?(?![a-z])|\d{1,2} ?(?:lat|phut|ngay|tieng|hom|tuan|p)(?![a-z])|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?!\/)/g
/** Who says so has nothing to show yet. */
const promises =
  /(?<![a-z])(?:se gui|gui sau|em gui|nop sau|em nop|bo sung sau|lat nua|chieu nay|sang mai|mai)(?![a-z])/

/** A number in answer to the request: "báo cáo số 45". "ok" and "chiều nay 3h em gửi" are no evidence, and report nothing as done. */
export function namesEvidence(text: string): boolean {
  if (looksGiven(text)) return true
  const words = plain(text)
  return /\d/.test(promises.test(words) ? words.replace(moments, ' ') : words)
}

const none =
  /^(?:(?:da|em|viec nay|hien|thi) )*(?:khong|ko|kg|hong|k) (?:co|can)(?: (?:minh chung|mc|gi|tep|file|anh|van ban))*(?: (?:ca|het|dau|a|ah|em|anh|chi|nhe|nha|dong chi))*[.! ]*$/

/** "không có", "dạ ko có minh chứng ạ": the same as the button. "chưa có" is not: it may still come. */
export function saysNone(text: string): boolean {
  return text.length <= 80 && none.test(plain(text))
}

const named =
  /^(?:(?:em|gui|bo sung|them|kem|minh chung|mc|anh|hinh anh|hinh|tep|file) )*(?:(?:cua|cho) )?(?:(?:viec|nhiem vu|nv)(?: so)? ?#?|#)(\d{1,6})(?: (?:minh chung|day|a|ah|nhe|nha))*[.! ]*$/

/** The number of the work that a caption names and says nothing else of: "minh chứng việc 17", "#17". */
export function namedWork(text: string): number | undefined {
  const found = text.length > 80 ? undefined : named.exec(plain(text))
  return found?.[1] ? Number(found[1]) : undefined
}
