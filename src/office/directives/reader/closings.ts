// What a letter closes with: appeals to carry it all out, whom to tell of difficulties, until when all of them report.
import { plain } from './plain.js'
import { isFormal, isSanction } from './sections.js'

/** "Số liệu gửi về Phòng Văn hóa - Xã hội chậm nhất ngày 16/6/2026": until when what was asked for is handed in. */
export function isHandIn(text: string): boolean {
  const low = plain(text)
  // "Báo cáo kết quả chuẩn bị năm học gửi về Phòng A chậm nhất …" is asked of them itself.
  if (/^bao cao (?:ket qua|tinh hinh|tien do) [^.;:]{0,60} gui (?:ve|qua|toi|den)/.test(low)) return false
  return /^(?:bao cao|ket qua|so lieu|van ban|danh sach|tai lieu|ho so|y kien|noi dung|dang ky)[^.;:]{0,60} gui (?:ve|qua|toi|den)|^gui (?:ket qua|bao cao)[^.;:]{0,60} (?:ve|qua|toi|den|cho) [^.;:]{3,80} (?:truoc|cham nhat)/.test(
    low,
  )
}

/** Below a message in a chat: "Các đ/c nhận được tin thì thả tim", "Anh B (PKT): đã nhận", "Chị H: (a thumb)". */
function isChatter(text: string): boolean {
  return (
    /^(?:cac |moi )?(?:d\/c|dong chi|anh chi|anh, chi) (?:da )?nhan duoc (?:tin|thong tin)/.test(plain(text)) ||
    /^[^:]{2,40}:\s*(?:(?:da |em )*(?:nhan|ro|ok|oke|vang)(?: (?:roi|a|tin|thong tin|nhe|anh|chi|em|dong chi)){0,3}[\s.!]*|[^a-z0-9]*)$/.test(
      plain(text),
    )
  )
}

/** "Trong quá trình thực hiện, …", "Nhận được công văn này, …": what a letter ends with, whomever it names. */
export function isFarewell(text: string): boolean {
  const low = plain(text)
  return (
    /^(?:(?:trong )?qua trinh |neu co |truong hop co |nhan du.c |moi (?:thac|vuong) mac|rat mong|tran trong|tren day la)/.test(
      low,
    ) ||
    // "Văn phòng Chính phủ xin thông báo để Bộ Tài chính biết, thực hiện./."
    /^(?:vay,? )?(?:[^.:;]{3,80} (?:xin|kinh|tran trong) |(?:van phong chinh phu|van phong (?:ubnd|uy ban nhan dan)|ubnd|uy ban nhan dan|bo|so|cuc|tong cuc)(?:,? (?:- )?[a-z]+){0,12} )(?:thong bao|truyen dat|tra loi) (?:[^.:]{0,120} )?(?:de|den|toi)[^.:]{2,120}(?:biet|thuc hien|duoc ro)[^.;:]{0,90}[\s./]*$/.test(
      low,
    )
  )
}

/** "nghiêm túc triển khai thực hiện", "quan tâm, phối hợp thực hiện các nội dung trên": to carry the letter out, and nothing of its own. */
export function isBareAppeal(text: string): boolean {
  return (
    text.length < 200 &&
    /^(?:(?:nghiem tuc|khan truong|quan tam|kip thoi|tich cuc|chu dong|phoi hop|chi dao|trien khai|to chuc|tap trung|va),? )*thuc hien(?: (?:nghiem tuc|nghiem|tot|day du|co hieu qua|hieu qua|kip thoi|(?:theo )?dung (?:quy dinh|tien do|thoi gian|yeu cau)|theo quy dinh)){0,3}(?: (?:va )?(?:cac |nhung )?(?:noi dung|nhiem vu|cong van|van ban|thong bao|ke hoach|chi thi|cong dien|yeu cau)(?: [a-z]+){0,4} (?:tren|nay))?[\s./]*$/.test(
      // "…; có vướng mắc báo cáo UBND xã để xử lý": whom to tell of difficulties.
      plain(text).replace(/[;.,] (?:neu |truong hop )?(?:co|gap|phat sinh) (?:kho khan|vuong mac)(?![a-z]).*$/, ''),
    )
  )
}

/** "UBND xã giao Phòng Kinh tế theo dõi, tổng hợp …" after the items: not an appeal to all, but the work of one. */
export function givesWork(text: string): boolean {
  const low = plain(text)
  // "Đề nghị Đài truyền thanh xã, các đồng chí Trưởng thôn thông báo liên tục trên hệ thống truyền thanh …".
  if (
    /^(?:de nghi|yeu cau|giao) (?:cho )?(?:dai truyen thanh|phong|van phong|trung tam|cong an|tram y te|cong chuc|ban (?:van hoa|chi huy quan su))(?![a-z])[^.;:]{3,120}? (?:thong bao|tuyen truyen|theo doi|tong hop|kiem tra|bao cao|huong dan|dang tai|bo tri|chuan bi|lap|ra soat)(?![a-z])/.test(
      low,
    )
  )
    return true
  // "Yêu cầu UBND xã Phước Hội công khai Kết luận …, báo cáo Thanh tra tỉnh trước ngày 10/7/2026."
  if (
    /^(?:yeu cau|giao) (?:chu tich )?(?:ubnd|uy ban nhan dan) (?:xa|phuong|dac khu) [^.;:]{3,300} (?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon)(?: la)? (?:ngay )?\d/.test(
      low,
    )
  )
    return true
  return /^(?:chu tich )?(?:ubnd|uy ban nhan dan) (?:xa|phuong|dac khu)(?: [a-z]+){0,5} giao (?:cho )?(?:phong|van phong|trung tam|cong an|tram|ban|to |truong|cac (?:hop tac xa|thon|truong)|dong chi|d\/c)(?![a-z])/.test(
    low,
  )
}

/** "Báo cáo kết quả về Phòng Văn hóa - Xã hội trước ngày 25/3/2026./.": until when all of them report. */
export function isReportBack(text: string): boolean {
  return /^(?:bao cao|ket qua)(?: (?:bao cao|ket qua|tinh hinh|tien do|thuc hien|trien khai|tong hop|gui)){0,4} (?:ve|qua|cho|toi|den|ubnd|uy ban) [^.;:]{3,140} (?:truoc|cham nhat|muon nhat|khong (?:muon|tre|cham) hon)(?: [a-z0-9]+){0,3} (?:ngay )?\d[^;:]{0,120}$/.test(
    plain(text.slice(0, 500)),
  )
}

/** "Đề nghị đơn vị quan tâm thực hiện./." */
function appealsToAll(low: string): boolean {
  const whom =
    /^(?:kinh )?(?:de nghi|yeu cau) (?:quy |thu truong )?(?:cac )?(?:don vi|co quan|dia phuong|dong chi|phong|thon)(?:,? [a-z]+){0,6}? (?=nghiem|khan|quan tam|phoi hop|trien khai|to chuc|thuc hien)/.exec(
      low,
    )
  return whom !== null && isBareAppeal(low.slice(whom[0].length))
}

/** "(Đính kèm Kế hoạch của xã)", "(Gửi kèm Công văn số 12/UBND-NC)". */
export function isEnclosure(text: string): boolean {
  return /^\((?:co |xin )?(?:(?:dinh|gui) kem|kem theo)(?![a-z])[^()]{3,300}\)[\s./]*$/.test(plain(text))
}

/** The paragraph after the last item: an appeal to carry it all out, whom to tell of difficulties. */
export function isClosing(text: string): boolean {
  const low = plain(text).replace(/^(?:vay,? |thua lenh [^,.;:]{3,60}, )/, '')
  if (isSanction(text)) return true
  // "Các đơn vị căn cứ Kế hoạch này tổ chức thực hiện."
  if (
    /^(?:thu truong )?cac (?:don vi|co quan|phong|ban|thanh vien)[^.:;]{0,80} can cu [^.:;]{0,40}(?:(?:ke hoach|van ban|cong van|thong bao|quyet dinh) nay|nhiem vu duoc (?:phan cong|giao))[^.:;]{0,60} thuc hien[\s./]*$/.test(
      low,
    )
  )
    return true
  // "Căn cứ Kế hoạch này, các cơ quan, đơn vị chủ động triển khai thực hiện; trường hợp có vướng mắc …".
  if (
    /^can cu (?:vao )?(?:noi dung )?(?:ke hoach|van ban|cong van|thong bao|quyet dinh|chi thi|huong dan|chuong trinh) nay,? [^.:;]{3,200} (?:thuc hien|trien khai)(?: [a-z]+){0,4}(?:[\s./]*$|[;.] (?:truong hop|neu|trong qua trinh))/.test(
      low,
    )
  )
    return true
  // "Văn phòng sẽ tổng hợp, công khai danh sách đơn vị chậm trễ …": what whoever writes is going to do.
  if (
    /^(?:van phong|phong|ubnd|uy ban nhan dan|chu tich|so|bo|cuc|ban|truong|nha truong)(?![a-z])[^.;:,]{0,50} se (?:tong hop|cong khai|cong bo|bao cao|thong bao|kiem tra|xem xet|danh gia|phe binh|nhac nho|theo doi|tham muu|de xuat|khong)(?![a-z])[^.;:]*[\s./]*$/.test(
      low,
    )
  )
    return true
  if (appealsToAll(low)) return true
  if (
    /^cac (?:co quan|don vi)[^.:;]{0,60} trien khai thuc hien(?: va (?:gui )?bao cao[^.:;\d]{0,80})?[\s./]*(?:$|truong hop|trong qua trinh|neu )/.test(
      low,
    )
  )
    return true
  // "Đại biểu sắp xếp thời gian dự họp đúng thành phần.", "Văn phòng xin thông báo./."
  if (
    /^(?:(?:kinh )?(?:de nghi|mong) )?(?:cac |quy )*(?:dai bieu|vi|dong chi|ong,? ba|thanh phan)[^.:;]{0,60} (?:sap xep|bo tri|thu xep) (?:thoi gian|cong viec)(?![a-z])[^.:;]{0,90}[\s./]*$/.test(
      low,
    ) ||
    /^(?:vay,? )?(?!giao |yeu cau |de nghi |cac )[^.:;,]{3,60} (?:xin|kinh|tran trong) thong bao[\s./]*$/.test(low)
  )
    return true
  // "Quá thời hạn trên nếu các hộ không chấp hành, UBND xã sẽ …".
  if (/^qua (?:thoi )?han (?:tren|neu tren|nay)(?![a-z])/.test(low)) return true
  if (isFormal(text) || isChatter(text) || /^[^.:;]{3,60} rat mong (?:nhan duoc|duoc|su)(?![a-z])/.test(low))
    return true
  if (
    /^(?:(?:moi |thong tin )?chi tiet[^.]{0,60}lien he|(?:moi )?thong tin (?:can trao doi |can biet )?(?:xin )?(?:vui long )?lien he ?:|(?:cac (?:d\/c|dong chi) )?(?:can gi|co gi)(?: vuong mac| chua ro)?,?(?: thi)? lien he|moi (?:thac mac|vuong mac)|kinh moi [^.:]{3,80}(?:sap xep|tham du|du hop|den du)|cac (?:d\/c|dong chi|don vi|co quan)[^.]{0,60}(?:khan truong|nghiem tuc)[^.]{0,40}thuc hien|tren day la|trong qua trinh (?:to chuc )?(?:trien khai |thuc hien)|qua trinh (?:to chuc )?(?:trien khai|thuc hien)|neu co (?:kho khan|vuong mac|van de)|truong hop co (?:kho khan|vuong mac)|nhan du.c (?:c.ng v.n|van ban|thong bao|chi thi|cong dien|ke hoach|tin)|de nghi (?:(?:hieu truong|giam doc|lanh dao) )?cac (?:co quan|don vi|dong chi|d\/c|phong|truong)[^.]{0,120}(?:nghiem tuc|khan truong|quan tam)|rat mong|tran trong|(?:thu truong|nguoi dung dau|lanh dao|truong) [^.;:]{0,100}chiu trach nhiem truoc [^.;:]{0,120}(?:cong van|van ban|ke hoach|thong bao|chi thi|cong dien) nay|(?:de nghi|yeu cau) (?:thu truong )?cac [^.:]{0,80}(?:nghiem tuc|khan truong|quan tam|phoi hop|thuc hien)\.?\/?\.?$|yeu cau (?:thu truong )?cac (?:co quan|don vi|phong|dong chi|thon)[^.]{0,160}(?:nghiem tuc|khan truong)|(?:don vi|co quan|phong|thon|dia phuong|ca nhan)[^.;:]{0,60} nao [^.;:]{3,120} (?:thi|phai|se) )/.test(
      low,
    )
  )
    return true
  if (
    /^(?:van phong|phong|ubnd|uy ban|ban (?:chi dao|thuong vu|chap hanh)|thuong truc|(?:dang|tinh|thanh) uy |so |bo |cuc |tong cuc )[^.:]{0,90}(?:thong bao|truyen dat) (?:[^.:]{0,70} )?(?:de|den|toi)[^.:]{0,90}(?:biet|thuc hien)/.test(
      low,
    )
  )
    return true
  return (
    /^(?:uy ban nhan dan|ubnd|chu tich|bo |so |tong cuc |thu tuong|ban |dang uy|van phong|phong |cuc |bao hiem|bhxh|benh vien|thanh tra|kho bac|tinh uy|thanh uy)[^.:]{0,140}(?:yeu cau|de nghi|giao|mong)[^.]{0,400}(?:trien khai|thuc hien|phoi hop|chi dao)/.test(
      low,
    ) && !/[:]$/.test(low)
  )
}
