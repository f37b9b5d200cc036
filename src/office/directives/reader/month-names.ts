// Months in words: "trong tháng Mười", "ngày 15 tháng Chín". Only with a capital: "tháng năm" may be any month and its year.

const numbers: Record<string, string> = {
  một: '1',
  hai: '2',
  ba: '3',
  tư: '4',
  năm: '5',
  sáu: '6',
  bảy: '7',
  tám: '8',
  chín: '9',
  mười: '10',
  'mười một': '11',
  'mười hai': '12',
}

/** The Tenth month of a revolution and the full moon of the seventh are no deadlines of that month. */
const named =
  /(?<!(?:mạng|rằm|mùng \d{1,2}|mồng \d{1,2}|lễ) )(tháng )(Mười [MmHh](?:ột|ai)|Một|Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười)(?![\p{L}]| [âÂ]m lịch)/giu

/** The text with the numbers of its months, and a way back: words found in it as the letter has them. */
export function withMonthNumbers(text: string): { text: string; asWritten: (words: string) => string } {
  const written = new Map<string, string>()
  const read = text.replace(named, (said: string, month: string, name: string) => {
    const number = numbers[name.toLowerCase()]
    if (number === undefined || !/^\p{Lu}/u.test(name)) return said
    written.set(`${month}${number}`, said)
    return `${month}${number}`
  })
  return {
    text: read,
    asWritten: (words) => {
      let all = words
      for (const [digits, said] of written) all = all.replace(new RegExp(`${digits}(?!\\d)`, 'g'), said)
      return all
    },
  }
}
