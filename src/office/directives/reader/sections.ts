// Headings that are no units: parts of a plan that ask for nothing, and topics under which everybody is asked.
import type { Clause } from './clauses.js'
import { countWords, plain, withoutEnd } from './plain.js'

const idle =
  /^(?:muc dich|muc dich,? yeu cau|muc dich va yeu cau|muc tieu|quan diem|yeu cau$|pham vi|doi tuong|(?:(?:cac|mot so) )?chi tieu(?: cu the| phan dau| chu yeu| co ban)*(?: (?:nam|den nam|giai doan) [\d -]+)?$|can cu|co so phap ly|thuc trang|tinh hinh|ket qua (?:dat duoc|thuc hien|cong tac|noi bat)|ket qua (?:thanh tra|kiem tra|giam sat|xac minh)(?:,? (?:kiem tra|xac minh))?(?: tai [^.;]{3,60})?$|danh gia (?:chung|tinh hinh|ket qua)|ton tai|han che|nhung ton tai|khuyet diem|nguyen nhan|uu diem|mat duoc|bai hoc|dac diem|su can thiet|thoi gian,? (?:va )?(?:dia diem|doi tuong|thanh phan)|noi dung (?:tap huan|thi)(?![a-z])|phuong phap|thoi gian to chuc|thoi gian nghi [a-z ]*$|(?:cac |mot so )?(?:moc|khung) thoi gian|lich (?:cong tac|truc|nghi|hop|tiep (?:cong )?dan)|thoi gian(?: thuc hien)?$|lo trinh(?: thuc hien)?$|tien do thuc hien$|thoi gian va dia diem|dia diem|thanh phan|chuong trinh (?:chi tiet|hoi nghi|le|buoi le|phan (?:le|hoi)|khai mac|khai giang)|noi dung chuong trinh|kinh phi to chuc|(?:noi dung |cac )?khau hieu(?: tuyen truyen)?(?: gom)?$|hieu luc thi hanh|giai thich tu ngu|pham vi dieu chinh)/

/** In capitals: "III. ĐÁNH GIÁ NGUY CƠ SAU LỤT BÃO", "DỰ BÁO TÌNH HÌNH". */
const judgement =
  /^(?:danh gia|nhan dinh|du bao)[^.]*(?:nguy co|tinh hinh|dien bien|thuc trang|tac dong)|^(?:ket qua|tinh hinh)[^.]* (?:nam 20\d\d|giai doan 20\d\d|(?:0?[69]|ba|sau|chin) thang dau nam|thoi gian qua)/

/** A part of a plan whose items are no tasks. */
export function isIdle(words: string, inPlan: boolean): boolean {
  const low = withoutEnd(plain(words), ':.')
  if (countWords(low) > 16) return false
  if (
    /^(?:ket qua|tinh hinh)(?: lanh dao,?| chi dao,?| dieu hanh,?| to chuc| trien khai| va| thuc hien){1,5} (?:cac )?nhiem vu(?! (?:thoi gian|trong thoi gian|thang) toi)/.test(
      low,
    )
  )
    return true
  // "Khi đến làm thủ tục, công dân mang theo:".
  if (
    /(?:^|, )(?:cong dan|nguoi dan|ca nhan|phu huynh) (?:can |phai )?(?:mang theo|xuat trinh|chuan bi)[^:;,]{0,60}$/.test(
      low,
    )
  )
    return true
  if (/nhiem vu|giai phap|to chuc thuc hien/.test(low)) return false
  if (!inPlan && /^(?:chi tieu|muc tieu|yeu cau|pham vi|doi tuong)/.test(low))
    return /^muc tieu/.test(low) && countWords(low) < 4
  return idle.test(low) || (!/\p{Ll}/u.test(words) && judgement.test(low))
}

/** A part of a plan that says what is talked about, or how; it asks for something only where its items do. */
export function isOutline(words: string, inPlan: boolean): boolean {
  const low = withoutEnd(plain(words), ':.')
  if (/^noi dung (?:kiem tra|giam sat|khao sat)(?![a-z])/.test(low)) return countWords(low) <= 16
  return (
    inPlan &&
    countWords(low) <= 7 &&
    /^(?:noi dung|hinh thuc|phuong thuc|noi dung,? (?:va )?hinh thuc|ve ket qua (?:cong tac|thuc hien|dat duoc))(?![a-z])(?!.*nhiem vu)/.test(
      low,
    )
  )
}

/** Where the money comes from: only what names who sees to it is a task. */
export function isFunding(words: string): boolean {
  return /^(?:nguon )?kinh phi(?: thuc hien| bao dam| dam bao| va .{3,30})?$/.test(withoutEnd(plain(words), ':.'))
}

/** "Kinh phí thực hiện do ngân sách xã bảo đảm.", "Kinh phí kiểm tra được thực hiện theo Thông tư số …": where it comes from, and nobody who sees to it. */
export function isFundingTold(words: string): boolean {
  const low = plain(words)
  return (
    /^(?:nguon )?kinh phi[^.;:]{0,240} (?:do|tu|trong|duoc|lay tu|su dung) [^.;:]{3,300}[.;]?$/.test(low) &&
    !/(?:giao|do|[;,]) (?:phong|van phong|tai chinh|ke toan|trung tam|ban|don vi) [^.;]*(?:tham muu|can doi|lap du toan|bo tri|thanh quyet toan)/.test(
      low,
    )
  )
}

/** Clauses of a decision about itself: from when it holds, what it replaces, who has to carry it out (Nghị định 30/2020/NĐ-CP, phụ lục III). */
export function isFormal(words: string): boolean {
  const low = plain(words)
  return (
    /^(?:quyet dinh|nghi quyet|chi thi|quy che|quy dinh|ke hoach|van ban|cong van) nay (?:co hieu luc|thay the|bai bo|(?:da )?duoc [^.;:]{3,120}(?:thong qua|nhat tri)|(?:phai )?duoc (?:niem yet|dang|pho bien|quan triet|trien khai|gui) )/.test(
      low,
    ) ||
    /^(?:quyet dinh|nghi quyet|quy che|quy dinh) co hieu luc(?: thi hanh)?(?: ke)? tu (?:ngay|khi) (?!.*[,;] (?:giao|yeu cau|phong|van phong|trung tam|cong an) )/.test(
      low,
    ) ||
    // "Các nội dung khác giữ nguyên như Thông báo số 97/TB-UBND".
    /^(?:cac |nhung )?(?:noi dung|nhiem vu|quy dinh) (?:khac|con lai)[^.;:]{0,60} (?:giu nguyen|khong thay doi|khong doi|van (?:giu|thuc hien) (?:nguyen |dung )?theo)(?![a-z])/.test(
      low,
    ) ||
    /^ban hanh (?:kem )?theo (?:quyet dinh|nghi quyet|chi thi|ke hoach|thong bao|cong van) nay/.test(low) ||
    // The annex says what is asked of whom.
    /^(?:giao|phan cong)(?: va (?:giao|phan cong))? (?:cac )?(?:chi tieu|nhiem vu|cong viec)(?![a-z])[^.;:]{0,240}(?:phu luc|danh muc|bieu|bang)[^.;:()]{0,40} kem theo(?: (?:quyet dinh|ke hoach|thong bao|cong van) nay)?\)?[\s./]*$/.test(
      low,
    ) ||
    /^lich nay thay (?:the )?(?:cho )?giay moi/.test(low) ||
    /^(?:thanh lap|kien toan) [^.;]{5,300} gom (?:co |cac )?(?:(?:cac |nhung )?(?:dong chi|ong|thanh vien)|nguoi|\d)[^.;]{0,120}(?::?$| do [^.;]{3,120} (?:lam|la) (?:to truong|truong ban|truong doan|chu tich)[.;]?$)/.test(
      low,
    ) ||
    /^(?:to|ban|hoi dong|doan) [^.;]{0,80}(?:lam viec|hoat dong) theo (?:che do|nguyen tac)|^(?:to|ban|hoi dong|doan) [^.;]{0,80} (?:tu )?giai the (?:sau khi|khi) hoan thanh nhiem vu|^lam viec theo che do kiem nhiem/.test(
      low,
    ) ||
    /^[^.;:]{3,60} (?:duoc )?su dung con dau (?:cua|rieng)(?![a-z])/.test(low) ||
    // The title of an annex: "Danh mục nhiệm vụ giao các đơn vị (Kèm theo Kế hoạch số …)".
    /^(?:danh muc|bang|bieu|phu luc)(?![a-z])[^.;:]{0,240} \((?:ban hanh )?kem theo (?:ke hoach|quyet dinh|cong van|thong bao|chi thi|van ban)[^()]*\)[\s.]*$/.test(
      low,
    ) ||
    /can cu (?:vao )?(?:quyet dinh|nghi quyet)(?: nay)? (?:to chuc )?thi hanh[\s./]*$/.test(low) ||
    /chiu trach nhiem (?:thi hanh|thuc hien|to chuc thi hanh)(?: nghiem(?: tuc)?)? (?:quyet dinh|nghi quyet|chi thi|quy che|quy dinh) nay(?:,? ke tu ngay ky)?[\s./]*$/.test(
      low,
    ) ||
    // "Chánh Văn phòng, Giám đốc các Sở … chịu trách nhiệm thi hành./."
    /^(?:cac (?:ong|dong chi)[^.;]{0,20})?(?:chanh van phong|giam doc|thu truong|truong phong)[^.;]{10,600} chiu trach nhiem (?:to chuc )?thi hanh[\s./]*$/.test(
      low,
    )
  )
}

/** "Thống nhất với các thôn phương án thu gom rác": to be settled with somebody, where "thống nhất với đề xuất của …" is settled. */
const settling =
  /^thong nhat voi (?:(?:cac|tung|moi|nhung) )?(?:thon|xom|ban(?! cao)|ap|to(?! trinh)|khu|ho|chu|nha|nguoi|nhan dan|ba con|dong chi|phong|so(?! lieu)|truong|cong an|quan su|bien phong|mat tran|doan|hoi(?! nghi)|don vi|co quan|nganh|dia phuong|doanh nghiep|xa|phuong|ubnd|uy ban|trung tam|van phong|kho bac|ngan hang)(?![a-z])/

/** "Cơ bản thống nhất với …", "Chính phủ thống nhất đánh giá: …": what was agreed, not what is asked. */
export function isAgreement(words: string): boolean {
  const low = plain(words)
  if (settling.test(low)) return false
  // "…; giao Phòng Kinh tế thông báo cho các hộ": what was agreed, and an order beside it.
  if (
    /[;,.] (?:va )?(?:giao|yeu cau|phan cong) (?:phong|van phong|trung tam|cong an|ban|tram|truong|to|dong chi|d\/c|cac|so|bo|ubnd|uy ban|chu tich|giam doc)(?![a-z])/.test(
      low,
    )
  )
    return false
  // "Về đánh giá chung: Ghi nhận nỗ lực của …".
  if (
    /^(?:co ban )?tan thanh (?:co ban )?(?:voi )?(?:noi dung|chu truong|bao cao|de xuat|to trinh)|^(?:ve )?danh gia chung ?: |^hoan nghenh(?![a-z])|^ghi nhan(?:,| va) bieu duong (?:no luc|ket qua|tinh than|thanh tich|su |nhung)|^ghi nhan (?:no luc|co gang|ket qua|su |nhung)/.test(
      low,
    )
  )
    return true
  // "Thống nhất điều chỉnh quy mô dự án", "Đồng ý với đề xuất của Phòng Kinh tế": decided, and done with it.
  if (
    /^dong y (?:ve |voi |de |cho )?(?:nguyen tac|chu truong)(?![a-z])/.test(low) ||
    /^(?:co ban )?(?:thong nhat|nhat tri|dong y) (?:dieu chinh (?:quy mo|dien tich|tong muc|co cau|dia diem|ten|nguon von|ranh gioi|du an)|(?:voi )?(?:de xuat|de nghi|kien nghi|to trinh) (?:cua|so|tai))(?![a-z])/.test(
      low,
    )
  )
    return true
  return /^(?:(?:chinh phu|hoi nghi|cuoc hop|uy ban nhan dan|ubnd|ban thuong vu|thuong truc)(?: [a-z]+){0,5} )?(?:co ban )?thong nhat (?:voi|danh gia|nhan dinh|noi dung bao cao|su can thiet|(?:ve )?chu truong|(?:phuong an|noi dung|de xuat) [^;]{0,160}(?:nhu|theo) (?:de xuat|de nghi|to trinh|bao cao|y kien)|de nghi)(?![a-z])/.test(
    low,
  )
}

/** "Đài Thủy văn dự báo giữa tháng 11 có khả năng xuất hiện lũ": what may come, and nothing asked. */
export function isForecast(words: string): boolean {
  return /^(?:ve [^:.;]{3,60}: )?(?:(?:theo|dai|trung tam|ban tin) [^:.;]{3,80}[ ,])?(?:du bao|nhan dinh)(?! (?:va|cho|kip thoi|tinh hinh|chinh xac))[^.;:]{3,160} (?:co kha nang|co the|se (?:co|xuat hien|xay ra|chiu)|kha nang (?:co|xuat hien|xay ra))(?![a-z])/.test(
    plain(words),
  )
}

/** "Trong tháng 10, mặc dù chịu ảnh hưởng của mưa lũ, …", "Đề nghị của nhà trường là phù hợp …": how things are, and nothing asked. */
export function isJudgement(words: string): boolean {
  const low = plain(words)
  // "Biểu dương Đảng bộ, chính quyền … đã nỗ lực vượt khó": what was done.
  if (
    /^(?:bieu duong|danh gia cao|ghi nhan|hoan nghenh)(?![a-z])[^.;]{3,200} da (?:no luc|co gang|chu dong|tich cuc|dat|hoan thanh|vuot|khac phuc|quyet liet)(?![a-z])/.test(
      low,
    )
  )
    return true
  return (
    /^(?:de nghi|kien nghi|y kien|noi dung) (?:cua|nay|tren) |^(?:den|tinh den) (?:het )?(?:ngay )?\d[\d/.-]*(?: thang \d{1,2})?(?: nam 20\d\d)?, [^.;]{3,60} (?:duoc|dat|da) [^.;]*\d|^trong (?:thang|quy|nam|tuan)(?: qua| \d[\d/]*| [iv]+(?:\/\d+)?)?(?: nam 20\d\d)?, (?:mac du|tinh hinh|cong tac|kinh te|cac (?:chi tieu|linh vuc))/.test(
      low,
    ) &&
    !/(?<![a-z])(?:(?<!duoc |van ban )giao(?! thong)|yeu cau|phai|de nghi (?!cua)|hoan thanh (?:truoc|trong|xong))(?![a-z])/.test(
      low,
    )
  )
}

const responsibility =
  /^(?:nguoi dung dau|thu truong|lanh dao|truong cac|cac dong chi)?[^.;]{0,70}chiu trach nhiem (?:truc tiep |toan dien |toan bo |chinh |ca nhan )*(?:ve (?:ket qua|tien do|chat luong|tinh chinh xac|so lieu|noi dung|viec)|truoc )/
const reportRule =
  /^(?:noi dung|so lieu|hinh thuc|the thuc|mau|de cuong|thoi diem chot so lieu|ky bao cao)[^.;]{0,30}(?:bao cao|so lieu|bieu mau)|^bao cao (?:gui ve|phai|can|can phai|bao dam|duoc gui|lap theo|thuc hien theo|bang van ban|dam bao)|^(?:so lieu|noi dung) (?:phai|bao cao)/

const sanction =
  /^(?:don vi|co quan|phong|thon|khu pho|dia phuong|noi)(?: nao)? (?:de|khong|cham|con de)[^.;:]{3,120}(?:,| thi) (?:thu truong|truong|nguoi dung dau|lanh dao)[^.;:,]{0,40} (?:kiem diem|chiu trach nhiem|bi |khong duoc)|^(?:cac )?(?:don vi(?:, ca nhan)?|co quan|to dan pho|thon|xom|khu pho|ca nhan|truong hop|phong|truong|dia phuong|tap the|doanh nghiep|chu dau tu|nha thau|co so|to chuc|ho kinh doanh)(?: nao)? (?:de|khong|cham|vi pham|khong hoan thanh|con de)[^.;:]{3,160} (?:khong duoc xet|se bi|bi (?:tru|ha|xu ly|phe binh|xem xet|nhac nho)|khong duoc cong nhan)(?![a-z])/

/** "1. Ưu điểm: Đơn vị đã …", "2. Tồn tại, thiếu sót: Một số gói thầu …": what an inspection found. */
const found =
  /^(?:ve )?(?:uu diem|mat duoc|ket qua dat duoc|nhung ket qua|(?:ton tai|han che|thieu sot|khuyet diem|vi pham|bat cap)(?:(?:,| va) (?:ton tai|han che|thieu sot|khuyet diem|vi pham|bat cap|nguyen nhan)){0,3}|nguyen nhan(?: khach quan| chu quan)?) ?: /

/** "1. Chưa gửi báo cáo: Phòng Kinh tế, …": who is behind; or what happens to whom. Told, not asked. */
export function isTold(words: string): boolean {
  return (
    isSanction(words) ||
    isVerdict(words) ||
    found.test(plain(words.slice(0, 80))) ||
    // "Về đề nghị lập thêm trạm: chưa xem xét trong năm 2025.": settled for now.
    /^(?:ve|doi voi) [^:.;]{3,140}: (?:chua|khong|tam dung|tam hoan)(?: xem xet| dong y| bo tri| thuc hien| trien khai| chap thuan)+(?![a-z])[^:.;]{0,80}[.;]?$/.test(
      plain(words),
    ) ||
    /^(?:chua|van con|con chua) (?:thuc hien(?! (?:dieu chinh|tang|giam|thu) )|gui|nop|bao cao|hoan thanh|trien khai|co bao cao|cap nhat)(?![a-z])/.test(
      plain(words),
    )
  )
}

/** "Biểu dương Ban Quản lý dự án đã …", "Phê bình Phòng Kinh tế chậm thẩm định …": said of what was, where no order follows. */
function isVerdict(words: string): boolean {
  const low = plain(words)
  return (
    /^(?:nghiem khac )?(?:bieu duong|khen ngoi|phe binh) [^.;:]{3,120} (?:da|cham|chua|con|vi|do|de xay ra|khong)(?![a-z])/.test(
      low,
    ) &&
    !/^(?:bieu duong|khen ngoi|phe binh) (?:kip thoi|guong|cac (?:tap the|don vi|ca nhan)|nhung|tap the|ca nhan)/.test(
      low,
    ) &&
    !/(?:[;,.] (?:va )?|^)(?:giao|yeu cau|de nghi|hoan thanh|bao cao|khac phuc)(?![a-z])/.test(low)
  )
}

/** "Tổ dân phố để tái diễn vi phạm từ 03 lần trở lên trong tháng không được xét danh hiệu thi đua": what happens to whom, nothing asked. */
export function isSanction(words: string): boolean {
  return sanction.test(plain(words))
}

/** Clauses of responsibility and rules on how a report must look: right to keep, right to leave. */
export function isOptional(text: string): boolean {
  const low = plain(text)
  return (
    (responsibility.test(low) && !/^chiu trach nhiem (?:thuc hien|trien khai|to chuc|tham muu)/.test(low)) ||
    reportRule.test(low)
  )
}

const dayLine =
  /^(?:(?:sang |chieu |toi )?(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\s*,?\s*)?\(?ngay \d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?20\d\d)?\)?/

/** "Thứ Hai, ngày 08/6/2026" alone on a line: below it stands what is to be done on that day. */
export function isDayLine(words: string): boolean {
  const parts = withoutEnd(plain(words), ':').split(' va ')
  return parts.every((part) => dayLine.exec(part)?.[0] === part)
}

/** "+ Trưởng đoàn: Đại diện Ban Thường trực …", "- Thư ký: Ông Trần Văn A": who sits in a body. */
const memberOf =
  /^(?:pho )?(?:truong (?:doan|ban|tieu ban)|to truong|to pho|(?:cac )?thanh vien(?: doan| ban| to)?|thu ky|chu toa|uy vien)(?: thuong truc)? ?: (?:cac )?(?:dong chi|d\/c|ong|ba|dai dien|lanh dao|toan the|moi dai dien) /

/** "Cán bộ, công chức … được nghỉ lễ 02 ngày", "Phạm vi: toàn bộ hộ dân của 14 thôn": what is, not what is to be done. */
export function isInformation(text: string): boolean {
  const low = plain(text.slice(0, 500))
  return (
    /^(?:pham vi|doi tuong(?: cho| lay)? y kien)(?: [a-z]+){0,3} ?: (?:toan|tat ca|cac|tren dia ban|\d|truong |can bo)/.test(
      low,
    ) ||
    memberOf.test(low) ||
    // "4.1. Tổ chức chính trị: Thành phần dự hội nghị gồm Ban lãnh đạo …".
    /^(?:[^:]{3,80}: )?thanh phan (?:du|tham du|tham gia|moi)(?![a-z])[^:.;]{0,60} gom (?![^.;]*(?:giao|yeu cau|de nghi) )/.test(
      low,
    ) ||
    // Slogans, and what a page of laws says of a text.
    /^(?:nhiet liet|thi dua|quyet tam|doan ket|phat huy|toan dang|dang bo|tu hao|tich cuc huong ung)(?![a-z])[^.;]*!\s*$/.test(
      low,
    ) ||
    /^(?:so hieu|loai van ban|ngay (?:ban hanh|hieu luc|cong bao)|noi ban hanh|nguoi ky) ?: /.test(low) ||
    /^[^.;:]{3,300} duoc nghi(?! (?:huu|viec|phep))(?![a-z])/.test(low) ||
    /^(?:toan the |cac )?(?:can bo|cong chuc|vien chuc|nguoi lao dong|hoc sinh|giao vien)[^.;:]{0,250} nghi (?:le|tet)(?![a-z])/.test(
      low,
    )
  )
}

/** "Điều 1. Phê duyệt Kế hoạch …": what the decision itself does. */
export function isApproval({ marker, words, children }: Clause): boolean {
  return (
    marker?.style === 'article' &&
    children.length === 0 &&
    /^(?:phe duyet|cong bo|phe chuan|phan bo|bai bo|huy bo|cong nhan|thong qua|cho phep|tang thuong|giao du toan)(?![a-z])(?:[^.;]|\.(?=\d))*[.;]?(?:\s*\([^()]*\)[.;]?)?$/.test(
      plain(words),
    )
  )
}
