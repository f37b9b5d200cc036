// News and announcements that tell of a letter: "UBND xã vừa ban hành công văn …", with a dateline, an author, "Ảnh:". They ask nobody themselves.
import type { Evidence } from './kind.js'
import { plain } from './plain.js'

/** Who wrote it or took the picture: "… đốt nương. Ảnh: Lò Thị Xuân", "Tác giả: Ngọc Bích". */
const author =
  /(?:^|[.(\s])(?:Ảnh|Tin|Tin,? (?:và )?(?:bài|ảnh)|Bài,? (?:và )?ảnh|Bài viết|Nguồn|Nguồn tin|Tác giả|Tác giả bài viết|Người viết)\s*:\s*(?:\p{Lu}[\p{L}'’]*[ .,-]{0,3}){1,6}\W*$/mu
/** What can be read or pressed on a page. */
const page =
  /^[^\w\n]*anh (?:minh hoa|tu lieu)\b|^[^\w\n]*(?:comment|binh luan|y kien ban doc|hien chua co binh luan|chia se bai viet|tu khoa|tin lien quan)|luot xem|nhan xet cua ban|vui long nhap tieng viet/m
/** "(GLO)- …", "(Báo Lào Cai) – …", "(Cổng TTĐT) - …", "(hocmon.gov.vn) …": where the news comes from. "(KHẨN) - …", "(Văn phòng) - …" head a message. */
const dateline =
  /^\(\s*(?!v\/v|ve viec|kem|khan|thuong khan|hoa toc|gap|luu y|quan trong|tiep|nhac|lan |bo sung|dinh chinh|(?:vp|van phong|phong|cong an|tram|ban)(?![a-z]))[^()]{2,40}\)\s*(?:[-–]|(?<=\.vn\))) ?\S/m
/** "THỨ SÁU, 05/01/2018 10:00:22": when it was put online. */
const online =
  /^(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\s*,?\s*(?:ngay )?\d{1,2}[/.-]\d{1,2}[/.-]20\d\d[\s|,-]+\d{1,2}:\d\d|^(?:ngay dang|dang ngay|dang luc|cap nhat)\s*:?\s*\d[^a-z]{0,30}\|/m
/** What others did and said. */
const told =
  /(?:^|[\s,.])(?:cho biet|khang dinh|phat bieu (?:ket luan|chi dao|tai|khai mac)|ghi nhan va danh gia cao|danh gia cao (?:cach|no luc|su|ket qua)|cong dien neu|van ban neu|nhan manh,)/
const issued =
  /(?:vua|moi) (?:ky )?(?:ban hanh|co (?:cong van|van ban|ke hoach|cong dien|chi thi)|gui (?:cong van|van ban))|(?:da |da co |co |ky )(?:ky )?(?:ban hanh )?(?:cong van|van ban|cong dien|chi thi)(?: [a-z]+){0,3} (?:so|gui|yeu cau|chi dao|de nghi)/
const thereby = /^[^\w\n]*(?:theo do|cu the theo|tai van ban nay),? /m

/**
 * Without a head, an end or items, with the marks of a page that tells of somebody else's letter, and nobody asked but by whoever is told of.
 * Whatever lists what is to be done, or asks in its own voice ("Đề nghị các đồng chí …"), is a directive all the same.
 */
export function isNews({ text, listed }: Evidence): boolean {
  const all = text.slice(0, 12_000)
  const lines = keepLines(all)
  if (listed > 1 || asksItself.test(withoutBlanks(all)) || signed.test(lines)) return false
  const ofPage = [page, dateline, online].some((mark) => mark.test(lines)) || author.test(all)
  // A letter may have been copied from such a page, and a message may tell what has come in: neither alone makes it news.
  return ofPage && [told, issued, thereby].some((mark) => mark.test(lines))
}

/** "Sáng 03/10, UBND xã tổ chức hội nghị …", "Ngày 12/5, đồng chí A đã kiểm tra …": what took place, in the first sentence below the title. */
const tookPlace =
  /^[^\w\n]*(?:(?:vua qua|moi day)|(?:(?:sang|chieu|toi|trua) (?:nay|ngay )?|(?:trong )?(?:cac )?ngay |ngay )\(?\d{1,2}(?:[/.-]\d{1,2})?[^.\n]{0,30})[,)] ?[^.\n]{3,160}(?:to chuc|dien ra|khai mac|chu tri|kiem tra|tham|lam viec|phat dong|ra quan)(?![a-z])/m
/** How those who were there are told of. */
const meeting = [
  /^[^\w\n]*tai (?:day|do),? (?:dong chi|ong|ba|lanh dao|chu tich)|(?:dong chi|ong|ba) [^.\n]{3,80} chu tri (?:cuoc|hoi nghi|buoi|phien)[^.:\n]{0,20}\./m,
  /(?<![a-z])da (?:trien khai, quan triet|quan triet|bao cao ket qua|thong qua|neu ro|nhan manh|de nghi)(?![a-z])/,
  /(?<![a-z])tai (?:hoi nghi|buoi|cuoc|phien|le|chuong trinh|diem)[^.:\n]{0,40}, /,
  /(?<![a-z])(?:du|tham du|cung du|toi du|den du|cung tham gia)(?: hoi nghi| buoi| cuoc| le| chuong trinh| phien)?[^.:\n]{0,40} co (?:cac )?(?:dong chi|dai bieu|ong|ba|dai dien|lanh dao)/,
  /(?<![a-z])phat bieu (?:ket luan|chi dao|khai mac|be mac|tai)/,
  /(?<![a-z])(?:hoi nghi|cuoc hop|buoi lam viec|phien hop|cac dai bieu)[^.:\n]{0,40} (?:cung da|da nghe|da thao luan|da tap trung|da trao doi|da dan huong)/,
  /(?<![a-z])(?:ghi nhan va )?(?:bieu duong|danh gia cao|ghi nhan) (?:nhung |cac |su |ket qua|no luc|tinh than)/,
]

/** News of a meeting or a visit, whatever its chairman asked for there, with neither a head nor an end of a letter. */
export function isMeetingTold(text: string): boolean {
  const all = text.slice(0, 12_000)
  const lines = keepLines(all)
  const told = tookPlace.exec(lines)
  if (!told || told.index > 500 || signed.test(lines) || /^kinh gui/m.test(lines)) return false
  const ofPage = author.test(all) || [page, dateline, online].some((mark) => mark.test(lines))
  return meeting.filter((mark) => mark.test(lines)).length + (ofPage ? 1 : 0) > 1
}

const signed = /^[^\w\n]*(?:noi nhan|(?:tm|kt|tl|tuq)\. )/m

/** The plain text, line by line: its blanks are no line ends. */
function keepLines(text: string): string {
  return text
    .split('\n')
    .map((line) => plain(line.trim()))
    .join('\n')
}

function withoutBlanks(text: string): string {
  return text.replace(/[^\S\n]+/gu, ' ')
}

/** In its own voice, at the beginning of a sentence, or as people write to each other; and what leads in to lines that say who does what. */
const asksItself =
  /(?:^|[.!:]\s|\n) ?(?:đề nghị|yêu cầu|kính đề nghị|giao|nhờ|mời) (?!của)\p{L}|(?:^|\s)(?:các )?đ\/c |(?:^|\s)(?:nhé|ạ)[.!\s]|như sau\s*:|(?:yêu cầu|đề nghị|giao)(?: [^.;:\n]{1,80})?: ?\n/iu

/** "Ngày 9/11, UBND tỉnh ban hành Công văn số … yêu cầu …", at the head of it all. */
const tellsOfLetter =
  /(?:^|\n)(?:ngay|sang|chieu|moi day|vua qua)[^.;:\n]{0,40}, [^.;:\n]{3,100}? (?:da |vua )?(?:ky )?(?:ban hanh|banh|co|gui|ra) (?:[a-z]+ )?(?:cong van|van ban|cong dien|chi thi|ke hoach)(?![a-z])/
/** "Để triển khai, Chủ tịch UBND phường yêu cầu: …": whoever passes it on asks as well. */
const goesOnToAsk =
  /(?:^|[.;\n] ?)(?:de|nham|thuc hien|trien khai|can cu|theo do,|tai van ban nay)[^.;:\n]{0,200}(?:yeu cau|de nghi|giao)(?![a-z])|(?:^|\n)(?:de nghi|yeu cau|kinh gui|kinh de nghi)/

/** News whose items are those of the letter it tells of: it begins with the day on which somebody issued that letter, and asks nothing itself. */
export function isRelayed(text: string): boolean {
  const lines = keepLines(text.slice(0, 12_000))
  const told = tellsOfLetter.exec(lines.slice(0, 900))
  return (
    told !== null &&
    !signed.test(lines) &&
    !/đ\/c|đồng chí/iu.test(text.slice(0, 12_000)) &&
    !goesOnToAsk.test(lines.slice(told.index + told[0].length))
  )
}
