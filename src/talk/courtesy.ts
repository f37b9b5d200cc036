// Words of courtesy that answer nothing: "cảm ơn", "vâng ạ", "ok anh", a thumb. They are no answer to a question and no mistake either. Pure.
import { fold } from '../lib/vietnamese.js'

const said =
  'cam on|camon|thank|thanks|thank you|tks|thks|vang|da|u|uh|uhm|ok|oke|okay|okie|oki|okla|ro|da ro|nhat tri|biet roi|da biet|hieu roi|da hieu|duoc roi|tot qua|tuyet voi'
const around =
  'em|anh|chi|chu|co|bac|ban|minh|toi|cac|dong chi|dc|bot|nhe|nha|a|ah|ak|nhieu|rat|lam|roi|xin|cho|va|that|chan thanh'
const courtesy = new RegExp(`^(?=.*(?:^| )(?:${said})(?: |$))(?:(?:${said}|${around})(?: |$))+$`)
const picture = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\s)+$/u

const MOST = 60

/** Is nothing but courtesy said? */
export function isCourtesy(text: string): boolean {
  const words = text.trim()
  if (words === '' || words.length > MOST) return false
  return picture.test(words) || courtesy.test(fold(words.replace(/[^\p{L}\p{M}\d\s]/gu, ' ')))
}
