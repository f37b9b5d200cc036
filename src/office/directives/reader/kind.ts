// Whether a letter asks anybody to do anything: replies, reports, regulations, invitations and news do not.
import type { Header } from './header.js'
import { isInvitation } from './invitation.js'
import { isMeetingTold, isNews, isRelayed } from './news.js'
import { plain, searched } from './plain.js'

export interface Evidence {
  header: Header
  text: string
  /** The paragraphs between the addressees and the end, a line each. */
  body: string
  order: string
  recipients: string[]
  tasks: number
  /** Items that begin with a verb or name who is to do them. */
  asking: number
  /** Items that name who is to do them. */
  named: number
  /** Items with a day or a period. */
  dated: number
  /** Items that tell what the committee or the Party committee itself does. */
  ofAuthority: number
  articles: number
  /** Items with a number or a dash. */
  listed: number
  hasEnd: boolean
}

/** A key of `reader.ftl`, or undefined when it is a directive. */
export function whyNoDirective(evidence: Evidence): string | undefined {
  const { header, order, tasks, asking, articles, recipients, hasEnd } = evidence
  const subject = plain(header.subject ?? '').replace(/^v\s*\/\s*v\s*:\s*/, 'v/v ')
  const type = header.type ?? ''
  const symbol = header.number ?? ''
  if (
    /quyet dinh|quy che|quy dinh|nghi quyet|thong tu/.test(type) &&
    (articles > 0 || /chuc nang|quy che|quy dinh/.test(subject)) &&
    !/ke hoach|giao (?:chi tieu|nhiem vu)|phan cong/.test(subject) &&
    // What a council or the government resolves to have done in a year, and by whom.
    !(/nghi quyet/.test(type) && /nhiem vu|giai phap/.test(subject) && evidence.named > 0) &&
    // "Điều 2. Phòng A kiểm tra, quyết toán trước ngày 30/6.": work with its day, and no rule.
    !(
      !/chuc nang|quy che|quy dinh|dieu dong|bo nhiem|luan chuyen|nghi huu|tuyen dung|khen thuong|ky luat/.test(
        subject,
      ) &&
      evidence.dated > 0 &&
      evidence.named > 0
    ) &&
    // A project that is approved, and the offices that are to carry it out.
    !(
      /^(?:ve viec )?(?:phe duyet|ban hanh) (?:[a-z]+ )?(?:de an|chuong trinh|phuong an|chien luoc)(?![a-z])/.test(
        subject,
      ) && evidence.named > 2
    )
  )
    return 'not-directive-regulation'
  // What is announced to the public: who may apply, what is for sale.
  if (
    /^thong bao/.test(type) &&
    /^(?:ve )?(?:(?:viec|ke hoach) )?(?:tuyen (?:dung|sinh|chon)|thi tuyen|xet tuyen|dau gia|ban dau gia|moi thau|lua chon to chuc)/.test(
      subject,
    ) &&
    evidence.named < 3 &&
    !/yeu cau|de nghi/.test(plain(order))
  )
    return 'not-directive-news'
  if (/^(?:thu (?:chuc|khen|cam)|dien )/.test(type)) return 'not-directive-wishes'
  if (
    header.number === null &&
    evidence.named < 2 &&
    /^thu (?:ngo|chuc|khen|cam on)(?![a-z])/.test(plain(evidence.text.trimStart().slice(0, 40)))
  )
    return 'not-directive-wishes'
  // When the chairman receives people, who comes to a village when: told to whoever reads it.
  if (
    /^thong bao/.test(type) &&
    /^(?:thong bao )?(?:ve )?(?:viec )?lich (?:tiep (?:cong )?dan|cat dien|ngung cap|cap nuoc|thu gom|nghi (?:le|tet))(?![a-z])/.test(
      subject,
    ) &&
    !/(?:yeu cau|de nghi|giao|phan cong) (?!dich)/.test(plain(evidence.body.slice(0, searched)))
  )
    return 'not-directive-news'
  // A new address, another telephone number: told, and nobody is asked for anything.
  if (
    /^thong bao$/.test(type) &&
    evidence.asking === 0 &&
    evidence.dated === 0 &&
    !/(?<![a-z])(?:yeu cau|de nghi|giao|phai|phan cong)(?![a-z])/.test(plain(evidence.text.slice(0, searched)))
  )
    return 'not-directive-news'
  if (/quyet dinh|nghi quyet/.test(type) && tasks === 0) return 'not-directive-regulation'
  // One that also says who prepares what for the meeting asks for that.
  if (isInvitation(header) && evidence.named < 2) return 'not-directive-invitation'
  if (!header.type && /^(?:giay moi|thu moi)(?![a-z])/.test(plain(evidence.text.trimStart().slice(0, 40))))
    return 'not-directive-invitation'
  if (
    /^(?:bao cao|to trinh|bien ban|giay gioi thieu|ho so|giay uy quyen|hop dong|phieu|ban ghi nho)/.test(type) ||
    // "TTr" is also what a Thanh tra signs with.
    (/\/(?:BC|TTr|BB)-/.test(symbol) && !asksUnits(order) && !/^thanh tra/.test(plain(header.issuer ?? '')))
  )
    return 'not-directive-report'
  // One that gives three pieces of work to offices it names does more than reply.
  if (evidence.named < 3 && isReply(evidence, subject) && !ordersByADay(evidence, subject)) return 'not-directive-reply'
  // A letter whose number was not copied with it still says whose and of which day it is.
  const isHeadless =
    header.number === null &&
    header.type === null &&
    (header.issuer === null || header.date === null) &&
    recipients.length === 0 &&
    header.subject === null
  const bare = isHeadless && !hasEnd
  if (isHeadless && (isNews(evidence) || isMeetingTold(evidence.text))) return 'not-directive-news'
  // The title of a page stands where a letterhead would.
  if (header.number === null && header.type === null && recipients.length === 0 && isRelayed(evidence.text))
    return 'not-directive-news'
  // News of what the commune does itself, and what is announced to parents or customers.
  if (bare && tasks > 0 && evidence.ofAuthority === tasks) return 'not-directive-news'
  if (bare && evidence.named === 0 && toPublic.test(plain(order)) && !/yeu cau|de nghi|giao/.test(plain(order)))
    return 'not-directive-news'
  if (
    bare &&
    (tasks < 2 ||
      /(?:vua|da|moi) (?:co |ky )?ban hanh|cho biet|theo do,|tin:|anh:|phong vien|bai va anh/.test(
        plain(evidence.text.slice(0, 1500)),
      )) &&
    !/yeu cau|de nghi|giao|(?:kinh )?mong (?:cac|quy|dong chi|d\/c)/.test(plain(order.slice(-200))) &&
    !isShortOrder(evidence) &&
    // "Chủ tịch vừa ký Công văn số 12. Nội dung như sau:" and below it who does what.
    !(evidence.named > 1 && /nội dung (?:cụ thể )?như sau ?: ?\n/iu.test(evidence.text.slice(0, 1500)))
  )
    return tasks > 0 && asking >= 2 && !/vua (?:co |ky )?ban hanh|cho biet/.test(plain(evidence.text.slice(0, 1500)))
      ? undefined
      : 'not-directive-news'
  if (tasks === 0) return bare ? 'not-directive-news' : 'not-directive-no-task'
  return undefined
}

const toPublic =
  /thong bao (?:den|toi|cho) [^.;:]{0,60}(?:phu huynh|hoc sinh|khach hang|quy vi|quy khach|ba con)(?![a-z])/

/** "Phòng KT khẩn trương rà soát hộ nuôi lợn, báo cáo CT trước 10h sáng mai nhé": a message of a line, and no news of what was done. */
function isShortOrder({ text, named }: Evidence): boolean {
  const low = plain(text)
  return (
    text.length < 500 &&
    named > 0 &&
    /(?<![a-z])(?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|han|nhe|khan truong|luu y|gui ve|nop)(?![a-z])/.test(
      low,
    ) &&
    !/(?<![a-z])(?:vua(?! (?:co|nhan(?: duoc)?) (?:cong van|van ban|ke hoach|cong dien|chi thi))|moi ban hanh|dien ra|tham du|phat bieu|cho biet)(?![a-z])/.test(
      low,
    ) &&
    !/(?<!\p{L})đã(?!\p{L})/iu.test(text)
  )
}

/** An answer to somebody, by what it is about or by how it begins. */
function isReply({ header, recipients, text, body, order, asking }: Evidence, subject: string): boolean {
  if (
    /^(?:v\s*\/\s*v|ve viec)?\s*(?:tra loi|phuc dap|giai trinh|vuong mac|giai quyet don|tra loi don|tham gia y kien|gop y|xin y kien|de nghi ho tro|xin phep|bao cao)/.test(
      subject,
    ) &&
    !asksUnits(order) &&
    asking < 3 &&
    !(asking > 0 && requestsReport(subject, plain(text)) && !isSentUp(header.issuer, recipients))
  )
    return true
  // "Bộ A trả lời để UBND tỉnh được rõ./."
  if (
    /(?:^|\n)[^.;:\n]{3,90} (?:tra loi|phuc dap|thong tin)(?: [^.;:\n]{0,30})? (?:d ?e|den) [^.;:\n]{3,120}(?:duoc ro|duoc biet|biet)[\s./]*(?:\n|$)/.test(
      plainLines(body),
    ) &&
    !asksUnits(order)
  )
    return true
  if (/(?:tra loi|phuc dap)/.test(subject) && !asksUnits(order)) return true
  if (
    /^(?:tra loi|phuc dap) (?:cong van|van ban|don|phieu|kien nghi|y kien)(?![a-z])[^:]{3,900}nhu sau\s*:/m.test(
      plain(body.slice(0, searched)),
    ) &&
    !asksUnits(order)
  )
    return true
  // "Bộ A kính báo cáo Thủ tướng như sau:": whoever orders reports to nobody.
  if (/(?:^|[.,;] )[^.;:]{2,80} (?:kinh|tran trong) bao cao [^.:]{3,160}nhu sau\s*:\s*$/.test(plain(order))) return true
  // "V/v báo cáo tiến độ …", "UBND xã báo cáo như sau:": sent up.
  if (
    /^(?:v\s*\/\s*v|ve viec)?\s*bao cao/.test(subject) &&
    /(?:^|[.,;] )[^.,;:]{3,80} (?:xin |kinh |tran trong )?bao cao (?:[^.:]{0,80} )?(?:cu the )?nhu sau\s*:\s*$/.test(
      plain(order),
    ) &&
    !asksUnits(order)
  )
    return true
  if (
    /(?:xin (?:tra loi|bao cao|phuc dap|giai trinh|thong tin)|tra loi|phuc dap|giai trinh)[^.]{0,160}nhu sau\s*:\s*$/.test(
      plain(order),
    ) &&
    !asksUnits(order)
  )
    return true
  return (
    /(?:phuc dap|tra loi|thuc hien) [^.]{3,300}(?:co|tham gia) (?:y kien|gop y)[^.]{0,60}nhu sau\s*:\s*$/.test(
      plain(order),
    ) && /gop y|y kien|du thao/.test(subject)
  )
}

function plainLines(text: string): string {
  return text.split('\n').map(plain).join('\n')
}

/** Whom an order goes to, at its beginning. */
const ordered =
  '(?:(?:thu truong|lanh dao|nguoi dung dau|dong chi|d\\/c|ong|ba|truong|pho|giam doc|chu tich|chanh|bi thu|hieu truong|chi huy truong) )*(?:cac|tat ca|phong|van phong|trung tam|cong an|ban|bo phan|to|so|ubnd|uy ban|tram|truong|thon|khu pho|to dan pho|don vi|co quan|cong chuc|can bo|thanh vien|hoi|doan|mat tran|bo (?:ngoai giao|tai chinh|noi vu|cong an|y te|xay dung|giao duc|nong nghiep|cong thuong|tu phap|quoc phong|khoa hoc|van hoa|dan toc))(?![a-z])'
const issuer =
  '(?:ubnd|uy ban|chu tich|thuong truc|ban|so|phong|van phong|dang uy|hdnd|hoi dong|hoi|trung tam|cuc|bo|truong)(?: [^,]{0,100})? '
/** "UBND xã giao Phòng Kinh tế …", "Yêu cầu các thôn …": what whoever writes orders, and not what was or is to be ordered. */
const order = new RegExp(
  `(?:^|, )(?:${issuer})?(?<!da |se |duoc |de nghi |kien nghi |viec )(?:giao(?: cho)?|yeu cau|phan cong) ${ordered}`,
)
/** Asked of others politely: only what is handed in to whoever writes is an order, for offices above are asked too. */
const wish = new RegExp(
  `(?:^|, )(?:${issuer})?(?:kinh |tran trong )?(?:de nghi|mong) ${ordered}[^.;]{0,400}(?:tham gia|gop y|y kien|bao cao|tham muu|cung cap|tong hop|chuan bi)`,
)
const byADay =
  /(?<![a-z])(?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon|den het|den|het|xong|trong)(?![a-z])[^.;]{0,40}?\d{1,2}(?:\s?[/.-]\s?\d| thang \d)/
const handedIn = /(?<![a-z])(?:gui|nop|bao cao|ve)(?![a-z])/
/** The answer itself: "… báo cáo kết quả như sau:", "… tham gia ý kiến như sau:". */
const answers =
  /(?:bao cao|tra loi|phuc dap|giai trinh|tham gia|gop y|y kien)(?! chi dao)[^.:]{0,160}(?<!chi dao |ket luan )nhu sau\s*:/
const persons =
  /^(?:ong|ba|cong dan|cong ty|doanh nghiep|cu tri|ho |dai bieu|doan dai bieu|hdnd|hoi dong nhan dan|thuong truc hdnd)(?![a-z])/

/** "V/v góp ý dự thảo …": "UBND xã yêu cầu các phòng góp ý …, gửi về Văn phòng trước ngày 20/3/2026." asks, whatever it is about. */
function ordersByADay({ body, header, recipients }: Evidence, subject: string): boolean {
  if (isSentUp(header.issuer, recipients)) return false
  // "Thủ tướng Chính phủ có ý kiến như sau: Giao Bộ trưởng Bộ Tài chính …".
  if (/(?:thu tuong|chu tich)[^.:;]{0,80} (?:co |cho )?y kien (?:chi dao )?nhu sau\s*:\s*\n?giao /.test(plain(body)))
    return true
  if (answers.test(plain(body)) || recipients.some((name) => persons.test(plain(name)))) return false
  // To somebody who is not named it is an answer all the same.
  if (recipients.length === 0 && /^(?:v\s*\/\s*v|ve viec)?\s*(?:tra loi|phuc dap|giai)/.test(subject)) return false
  const sentences = body
    .slice(0, searched)
    .split(/[.;:]\s+|\n/)
    .map((sentence) => plain(sentence.trim()))
  return sentences.some((sentence, at) => {
    if (order.test(sentence) && byADay.test(sentence)) return true
    if (!order.test(sentence) && !wish.test(sentence)) return false
    // The day may stand in the sentence behind it.
    const near = sentences.slice(at, at + 3).join('. ')
    return handedIn.test(near) && byADay.test(near)
  })
}

/** From a commune to offices of the province or the state: what they are asked for is no order. */
function isSentUp(issuer: string | null, recipients: string[]): boolean {
  return (
    /(?:^|\s)(?:xã|phường|đặc khu)\s/iu.test(issuer ?? '') &&
    recipients.length > 0 &&
    recipients.every((name) =>
      /^(?:so |bo |(?:van phong )?(?:ubnd|uy ban nhan dan) (?:tinh|thanh pho)|tinh uy|thanh uy|chinh phu|hdnd tinh)/.test(
        plain(name),
      ),
    )
  )
}

/** "V/v báo cáo …" sent down asks for a report; sent up it is one: "… báo cáo kết quả như sau:". */
function requestsReport(subject: string, text: string): boolean {
  return (
    /^(?:v\s*\/\s*v|ve viec)?\s*bao cao/.test(subject) &&
    /(?:de nghi|yeu cau) [^.:]{3,200}?(?:bao cao|gui|tong hop|xay dung|ra soat)/.test(text) &&
    !/bao cao[^.:]{0,160}nhu sau\s*:/.test(text)
  )
}

function asksUnits(order: string): boolean {
  if (/(?:giao nhiem vu|ket luan|chi dao)(?: va giao nhiem vu)?(?: cu the)? nhu sau\s*:\s*$/.test(plain(order)))
    return true
  return /(?:yeu cau|giao|chi dao|de nghi)[^.]{0,220}(?:phong|don vi|co quan|ban|nganh|thu truong|thuc hien|so |ubnd|uy ban)[^.]{0,120}:\s*$/.test(
    plain(order),
  )
}
