// Where a sentence ends, and where a stop is only that of a short form: "P. Kinh tế", "TP. Huế", "ThS. Lê An".

const shortForm = String.raw`(?:^|[\s(,;"“])(?:P|TT|VP|TP|Tp|TX|PGS|GS|TS|ThS|BS|DS|YS|KS|CN|[Đđ]\/c)`
const stop = String.raw`(?<!${shortForm})\.`

/** Between two sentences. */
export const betweenSentences = new RegExp(String.raw`(?<=${stop})\s+(?=\p{Lu})`, 'u')

/** Between two sentences, or what a semicolon parts like them. */
export const betweenParts = new RegExp(String.raw`(?<=${stop}|;)\s+(?=\p{Lu}|riêng\s\p{Lu})`, 'u')

/** The first stop or semicolon with a capital behind it, or at the end. */
export const firstStop = new RegExp(String.raw`(?:${stop}|;)(?=\s+\p{Lu}|\s*$)`, 'u')

/** Between two sentences, or before an order that follows a semicolon: "…; giao Phòng Kinh tế …". */
export const beforeOrder = new RegExp(
  String.raw`(?<=${stop})\s+(?=\p{Lu})|(?<=;)\s+(?=(?:giao|yêu cầu|phân công) \p{L})`,
  'u',
)

const shortStop = new RegExp(String.raw`(?<=${shortForm})\.(?=\s\p{Lu})`, 'gu')

/** As long as before, with a blank for the stop of each short form. */
export function withoutShortStops(text: string): string {
  return text.replace(shortStop, ' ')
}
