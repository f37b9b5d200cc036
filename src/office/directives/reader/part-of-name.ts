// Verbs that are part of a name: "Ban Quản lý", "Hội đồng phối hợp", "cán bộ phụ trách".
import { isForWhat, isInCharge, isOneUnit } from './name-ends.js'
import { isSpelt, opensWithVerb, predicates } from './openers.js'

/** Names in which a verb is part of the name, up to the verb. */
const nameVerbs =
  /(?:don vi|nganh|hat|doi|can bo|nguoi|bo may|chu|nha nuoc) quan ly$|(?:(?<!dia )ban (?:thuong truc )?|to |tieu ban |hoi dong |bo phan |doan |trung tam |(?<!bien |quoc )phong |chi cuc |cuc |vu |so |nhom |luc luong |uy ban |kho bac |van phong |du an |dau tu |thi hanh |co quan |(?<!dat )dai |va |, ?|mang luoi )(?:chi dao|quan ly|kiem tra|giam sat|ho tro|tiep nhan|xay dung|phat trien|dieu hanh|dang ky|to chuc|truyen thong|thong tin|thong ke|kiem soat|tuyen truyen|ung dung|chuan bi|cung cap|tu van|giai quyet|tham dinh|phat huy|ung pho|van dong|huong dan|du bao)$|don vi quan ly,? van hanh$|hang khong$|thanh tra xay dung$|(?:dich vu|van phong|phong|phong ke hoach) tong hop$|cong nghe thong tin$/
const nounAfter =
  /^ ?(?:[,;]|co lien quan|lien quan|chinh tri|doan the|xa hoi|hoi(?! (?:nghi|thi|thao|trai|cho|dam|khoe|dien|truong))|dang|kinh te|(?:va )?ca nhan|khac|bo may|tin dung)/

/** Whether the verb `word` at `at` of a text, `low` in plain letters, still belongs to the name that stands before it. */
export function partOfName(body: string, low: string, at: number, word: string): boolean {
  const before = low.slice(0, at)
  // "Trung tâm … (đề nghị phối hợp): hoàn thành …".
  if (before.lastIndexOf('(') > before.lastIndexOf(')') && low.includes(')', at)) return true
  // "Phòng Kinh tế Hướng dẫn …": the break between a heading and what is asked was lost; "xã Thống Nhất" is a place.
  if (/^\p{Lu}/u.test(body.slice(at)))
    return !(word.includes(' ') && /^\p{Lu}\p{Ll}* \p{Ll}/u.test(body.slice(at)) && isOneUnit(body.slice(0, at)))
  if (!isSpelt(body.slice(at), word)) return true
  if (word === 'to chuc' && /,[^,]* lien quan $/.test(before)) return false
  if (word === 'to chuc' && (nounAfter.test(low.slice(at + word.length)) || /\b(?:co quan|cac),?\s*$/.test(before)))
    return true
  if (/(?:^|[\s,])(?:được|đang|đã|chưa|có|là|(?<!giúp )việc|do|phiếu|biên bản|mẫu) $/u.test(body.slice(0, at)))
    return true
  if (
    (/duoc (?:giao|phan cong)(?: nhiem vu)?,? $/.test(before) &&
      !/^(?:dinh ky|co trach nhiem|chiu trach nhiem|phai)$/.test(word)) ||
    (word === 'phu trach' && /tong $|^cac (?:dong chi|d\/c|can bo|cong chuc|chuyen vien) $/.test(before)) ||
    // "Công chức phụ trách nông nghiệp hướng dẫn …".
    (word === 'phu trach' &&
      /(?:can bo|cong chuc|chuyen vien|vien chuc|nhan vien) $/.test(before) &&
      !predicates(low.slice(at + word.length, at + word.length + 60)).next().done) ||
    // "Tổ nấu ăn", "Đội phun thuốc".
    /^(?:to|doi|nhom|bo phan|cong chuc quay) $/.test(before) ||
    (word === 'phu trach' && isInCharge(before, low.slice(at + word.length))) ||
    // "Các đồng chí Ủy viên Ban Chấp hành phụ trách địa bàn: thường xuyên …".
    (word === 'phu trach' && /^ (?!cac |nhiem |noi |cong viec|viec )[^.;:]{2,50}:/.test(low.slice(at + word.length))) ||
    (word === 'tham gia' && /(?:nguoi|doi tuong) $/.test(before)) ||
    (word === 'phoi hop' && /hoi dong $/.test(before)) ||
    (word === 'tong hop' &&
      /(?:ke hoach|phu trach) $/.test(before) &&
      opensWithVerb(low.slice(at + word.length + 1))) ||
    (word === 'kiem tra' && /(?:doan|doi|to|bo phan|phong|vu) thanh tra(?:,| va) $/.test(before)) ||
    (word === 'khong' && low.startsWith(' co ', at + word.length)) ||
    (word === 'co nhiem vu' && /^ (?:qua han|cham|chua|ton dong)/.test(low.slice(at + word.length))) ||
    (word === 'tham muu' && /co quan $/.test(before) && /^,? (?:va )?giup viec/.test(low.slice(at + word.length))) ||
    // "Các đồng chí lãnh đạo UBND xã".
    (word === 'lanh dao' &&
      /dong chi $/.test(before) &&
      /^ (?:ubnd|uy ban|hdnd|dang|phong|don vi|xa|phuong)/.test(low.slice(at + word.length))) ||
    (word === 'giup' && (low.startsWith(' viec', at + word.length) || /tro $/.test(before))) ||
    // "Đơn vị tư vấn hoàn chỉnh hồ sơ …".
    (/^(?:tu van|giam sat)$/.test(word) &&
      /(?:^|^giao )(?:don vi|nha thau) $/.test(before) &&
      opensWithVerb(low.slice(at + word.length + 1))) ||
    (word === 'thong tin' && /(?:^| )(?:cong|trang|he thong) $/.test(before)) ||
    (word === 'truyen thong' && /(?:bao chi|thong tin|xuat ban|tap chi),? (?:va )?$/.test(before)) ||
    isForWhat(body, low, at, word) ||
    (word === 'giai ngan' && /(?:ty le|ket qua|tien do) $/.test(before)) ||
    (word === 'truc' && /thuong $/.test(before))
  )
    return true
  if (word === 'lap' && /cong $/.test(before)) return true
  // "Ban Chỉ đạo về khắc phục hậu quả bom mìn", "Vụ Các vấn đề chung về xây dựng pháp luật", "chất độc do Mỹ sử dụng".
  if (/^(?:ban chi dao|to cong tac|hoi dong|tieu ban|vu|cuc)(?![a-z])[^,;]{0,60} ve $/.test(before)) return true
  if (/(?:ban chi dao|to cong tac|hoi dong|tieu ban)[^,;]{0,40} ve $/.test(before)) return true
  if (word === 'khen thuong' && /thi dua,? (?:va )?$/.test(before)) return true
  if (word === 'dua' && low.startsWith(' ruoc', at + word.length)) return true
  if (/(?:^|\s)do \p{Lu}\p{L}* $/u.test(body.slice(0, at))) return true
  if (word === 'cu' && (/(?:bau|tranh|ung|de) $/.test(before) || low.startsWith(' tri', at + 2))) return true
  // "công trình", "chương trình" is one word.
  if (word === 'trinh' && /(?:^|\s)(?:cong|chuong|qua|quy|tien|lo|giao|hanh|truyen) $/.test(before)) return true
  // "Trưởng bản vận động …" is no "Ban vận động".
  if (/(?:^|[Tt]rưởng |[Cc]ác |, )bản $/u.test(body.slice(0, at))) return false
  if (/(?:so|phong) noi vu $|(?:tinh|thanh|huyen|xa|phuong) doan $/.test(before)) return false
  if (word === 'quan ly' && /^ (?:chat che|tot|nghiem)/.test(low.slice(at + word.length))) return false
  // Written small it is a verb: "Sở Nội vụ tổ chức tập huấn".
  if (
    word === 'to chuc' &&
    /(?:^|\s)(?:so|vu|cuc|phong|tam|phuong|xa|dan|cong) $/.test(before) &&
    !nounAfter.test(low.slice(at + word.length))
  )
    return false
  // "Trưởng các thôn, chỉ đạo thực hiện tốt …".
  if (
    word === 'chi dao' &&
    /, $/.test(before) &&
    /^ (?:thuc hien|trien khai|tang cuong|viec|cac|toan) /.test(low.slice(at + 7))
  )
    return false
  // "Giao đồng chí A, Phó Chủ tịch UBND phường, kiểm tra …".
  if (
    /^(?:dong chi|d\/c|ong|ba) [^;:]*, $/.test(before) &&
    /^(?:kiem tra|giam sat|xay dung|tuyen truyen|huong dan|giai quyet|tham dinh|van dong|chuan bi)$/.test(word)
  )
    return false
  if (word === 'chi dao' && /(?:^| )(?:so|bo) $/.test(before)) return false
  return nameVerbs.test(before + word) && !/, ?$/.test(before)
    ? true
    : /, ?$/.test(before) && nameVerbs.test(before.replace(/[^,]*, ?$/, '') + word)
}
