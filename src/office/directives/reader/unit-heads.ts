// The words a unit's name begins with, as they are written, and what follows when they only look like one.
import { plain } from './plain.js'
import { standardName } from './unit-names.js'

const leads =
  /^(?:trong đó,? |(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) (?:xã|phường|đặc khu)(?: (?!đã |cũng )[\p{L}-]+){0,4} (?=giao ))?(?:giao(?: cho| nhiệm vụ cho| nhiệm vụ| trách nhiệm cho| trách nhiệm)?|kính đề nghị|trân trọng đề nghị|đề nghị|kiến nghị(?: với)?|yêu cầu|phân công|đối với|trách nhiệm của|nhiệm vụ của|ủy quyền cho|kính mời|mời)\s+(?!trách nhiệm)/iu
const plainLeads =
  /^(?:giao(?! (?:vien|thong|duc|dich|luu|ban))(?: cho)?|kinh de nghi|tran trong de nghi|de nghi|yeu cau|phan cong|doi voi|trach nhiem cua|nhiem vu cua)\s+/

/** After "Giao" and the like, names in small letters that are names all the same ("giao ban" is none). */
const small =
  /^(?:các|tất cả các|đồng chí|đ\/c|thủ trưởng|trưởng|phó|lãnh đạo|phòng|sở|văn phòng|trung tâm|công an|cơ quan|đơn vị|ủy ban|người đứng đầu|cán bộ|công chức|chủ tịch|hiệu trưởng|giám đốc|chánh|bí thư|chủ nhiệm|bộ phận|thành viên|trạm y tế|tổ (?:công|dân|tư)|ban (?:chỉ|quản|giám|công)|mặt trận|nhà trường|ông|bà|(?:hội|đoàn|ban|trạm|tổ|đội|khoa|chi cục|trường) (?=\p{Lu})(?!Xuân|Tết|Quý|Tháng|Tuần)\S+|hội (?:nông|phụ|cựu|liên|người|khuyến)|đoàn (?:thanh|thể)|trường (?:mầm|tiểu|trung)|hợp tác xã|điện lực|bưu điện|ngân hàng|bảo hiểm xã hội|thuế cơ sở|kho bạc|đài (?:phát|truyền)|thôn|khu phố|chi bộ|đảng bộ|đảng viên|đoàn viên|hội viên|cấp ủy|ban thường vụ)(?=[\s:,;]|$)/u

/** "Giao", "Đề nghị", "Yêu cầu" … in front of a name, with the space after it. */
export function leadOf(text: string, accents: boolean): string {
  if (!accents) return plainLeads.exec(plain(text))?.[0] ?? ''
  const lead = leads.exec(text)?.[0] ?? ''
  const rest = text.slice(lead.length)
  return /^(?:\p{Lu}|\d{1,3} \p{L})/u.test(rest) || small.test(rest) ? lead : ''
}

/** Heads as written; then what must not follow, on the plain text. */
const heads: [written: string, not?: RegExp][] = [
  ['(?:các )?phòng(?=[\\s,:])', /^ ?(?:,? ?chong|ngua|benh|chay|thu|hop|khi|trao|ho)(?![a-z])/],
  [
    '(?:văn phòng|vp|vpub|tt\\s?pvhcc|tthcc|tt\\s?dvsnc|tt\\s?cudvc|tt\\s?cudvsnc|pvhcc|vhxh|vh-xh|vhxxh|pvhxh|ktht&?đt|pkt|bchqs|tyt)(?=[\\s,:;.-]|$)',
  ],
  [
    '(?:kt(?=\\s?[:,])|(?:bch|btv|btl)(?=\\s(?:đoàn|đảng|hội|công đoàn|qs|quân|bộ đội|cảnh sát|biên phòng|vùng))|(?:bộ tư lệnh|quân khu|quân chủng)(?=\\s))',
  ],
  ['(?:các )?trung tâm(?=[\\s,])'],
  ['(?:các |cấp |tổ )?công an(?=[\\s,:;]|$)'],
  [
    '(?:các )?(?:cơ sở(?= (?:giáo|y tế|khám|đào|sản|lưu trú|kinh doanh|dịch vụ|tôn giáo|tín ngưỡng))|đồn biên phòng|hạt(?= (?:kiểm|quản))|bệnh viện|điện lực|bưu điện|chi nhánh|công ty|vnpt|viettel|mobifone)(?=[\\s,:;]|$)',
  ],
  ['(?:các )?trạm (?=y tế|khuyến|thú y|bảo vệ|kiểm|cấp nước|trồng|truyền|quản)'],
  ['(?:các |nhà )?trường(?=[\\s,:;]|$)', /^ (?:hop|ky|canh|quay|ca|phai|lop)(?![a-z])/],
  [
    '(?:các )?(?:sở|cục|vụ|tổng cục|chi cục)(?=[\\s,:;])',
    /^ (?:huu|dung|khanh|viec|xuan|mua|chiem|he thu|thu dong|dong (?:20|nay))(?![a-z])/,
  ],
  [
    '(?:các )?bộ(?=[\\s,:])',
    /^ (?:chi so|tieu chi|luat|may|thu tuc|ma|giai phap|du lieu|quy|cong cu|phan mem)(?![a-z])/,
  ],
  ['(?:ủy|uỷ|ũy) ban(?=\\s)'],
  ['(?:ubnd|hđnd|ubkt|ubbc|ub mttq\\S*|ubmttq\\S*|mttq\\S*)(?=[\\s,:;.&-]|$)'],
  [
    '(?:các )?(?:đảng ủy|đảng uỷ|thường trực (?:hđnd|đảng|(?:ủy|uỷ) ban|(?:ub)?mttq|mặt trận|hội đồng|ban chỉ đạo|ban chỉ huy|(?:tỉnh|thành|huyện) (?:ủy|uỷ))|ban thường (?:trực|vụ)|mặt trận tổ quốc|chi bộ)(?=[\\s,:;]|$)',
  ],
  ['(?:các )?(?:cấp|chi|tỉnh|thành|huyện|quận|thị) (?:ủy|uỷ)(?=[\\s,:;])'],
  ['các (?:cấp(?=,| chính quyền)|ngành(?=,)|tỉnh(?=,| thành)|thành phố|quận|huyện|thị xã)(?=[\\s,:;]|$)'],
  ['(?:các )?ban(?=[\\s,])', /^ (?:hanh|be|dau|dem|ngay|giao|an(?! (?:toan|ninh))|le)(?![a-z])/],
  ['(?:các )?hội(?=\\s)', /^ (?:nghi|thi|hop|thao|dam|tu|nhap|truong|phi|vien|chung|cho)(?![a-z])/],
  ['(?:các )?đoàn(?=\\s)', /^ (?:ket|kiem(?! (?:tra|soat))|cong tac lien)(?![a-z])/],
  ['(?:các )?(?:viện|liên đội|chi đoàn|chi đội)(?=[\\s,:;]|$)', /^ (?:dan|tro|phi|le)(?![a-z])/],
  ['(?:các )?khoa(?=[\\s,]|$)', /^ (?:hoc|hoc va|thi|bang|truong)(?![a-z])/],
  ['(?:tỉnh|thành|huyện|xã|phường) đoàn(?=[\\s,:;]|$)'],
  ['tổ chức (?=đoàn thanh niên|công đoàn)'],
  ['trung ương (?=đoàn|hội|mặt trận)'],
  ['(?:liên đoàn|công đoàn)(?=[\\s,:;]|$)'],
  ['các (?:khối|cụm) (?=thi đua(?![\\p{L}]))'],
  ['(?:các )?(?:tổ|đội)(?=\\s)', /^ (?:chuc|khai|yeu|ngu|hinh)(?![a-z])/],
  ['(?:báo (?=và phát thanh|và đài)|đài (?=phát|truyền|truyền thanh|khí|tiếng|ttth)|thông tấn xã)'],
  [
    '(?:các )?(?:kho bạc|ngân hàng|bảo hiểm xã hội|bhxh|điện lực|viễn thông|bưu điện|bưu cục|thuế (?:cơ sở|các tỉnh|thành phố|tỉnh|khu vực|xã|phường)|cơ quan thuế|hạt kiểm lâm|toà án|tòa án|viện kiểm sát|cơ quan thi hành án|hợp tác xã|quỹ tín dụng)',
  ],
  ['thanh tra (?=chính phủ|thành phố|tỉnh|sở|bộ|nhà nước)'],
  // Bodies of the state and the province beside offices of the committee.
  [
    '(?:hải quan|quản lý thị trường(?=:| (?:tỉnh|thành phố|khu vực))|kiểm lâm(?=:| (?:vùng|tỉnh|địa bàn|các))|kiểm toán nhà nước|thống kê(?= (?:tỉnh|thành phố|cơ sở|khu vực))|(?:cơ quan )?thi hành án(?= dân sự)|cảng (?:vụ|hàng không)|sân bay|cổng thông tin điện tử|vùng(?= (?:cảnh sát biển|hải quân|[1-5] hải quân))|cảnh sát(?= (?:biển|phòng cháy|giao thông|khu vực|cơ động|môi trường)))(?=[\\s,:;]|$)',
    /^,? ?(?:dien tu|mot cua)(?![a-z])/,
  ],
  [
    '(?:các )?(?:hiệp hội|liên minh (?=hợp tác|htx)|liên hiệp (?=các|hội|hợp)|học viện|hãng (?=hàng không|tàu|xe)|nhà máy|khu quản lý (?=đường|bảo)|vườn quốc gia|khu bảo tồn|quỹ (?=đầu tư|bảo vệ|bảo trì|phát triển|hỗ trợ)|khối (?=đảng|mặt trận|dân vận|vận|các cơ quan|thi đua)|cụm (?=thi đua)|chốt (?=kiểm)|lực lượng (?=bảo vệ|công an|quân|vũ trang|kiểm|quản lý|cảnh sát|bộ đội|dân quân|biên phòng|chức năng|thanh tra|thú y|y tế|chuyên trách|liên ngành))',
  ],
  [
    '(?:(?:các )?câu lạc bộ|(?:các )?(?:người có uy tín|già làng)|bảo vệ dân phố|dân quân tự vệ|công an viên|y tế (?:thôn|bản|ấp|khóm|buôn)(?: bản)?)(?=[\\s,:;])',
  ],
  [
    '(?:các )?chủ (?=(?:các )?(?:nhà (?:trọ|hàng|nghỉ|xe)|khách sạn|nhà trọ)|rừng|hồ|đập|cơ sở|phương tiện|tàu|trang trại|doanh nghiệp|công trình|dự án|hàng|hộ|nhà máy)',
  ],
  [
    '(?:(?:chính phủ|quốc hội)(?=[\\s,:;]|$)|tổng (?=liên đoàn|thanh tra|kiểm toán|giám đốc|biên tập|cục trưởng|thư ký)|thống đốc|người phát ngôn|bí thư (?=đảng|tỉnh|thành|huyện|chi|đoàn|ban))',
  ],
  ['(?:già làng|(?:các )?(?:chi hội|htx|xí nghiệp))(?=[\\s,:;]|$)'],
  ['(?:các )?làng(?=[\\s,:;]|$)', /^ (?:nghe|xom|que)(?![a-z])/],
  ['(?:các )?(?:thôn|xóm|khóm|ấp|buôn|bon|khu phố|khối phố|tổ dân phố|khu dân cư)(?=[\\s,:;]|$)'],
  ['(?:các )?bản(?=[\\s,:;]|$)', /^ (?:bao|than|tin|chat|sac|goc|ve|do|an|quyen|giao|cam|sao|ke|in)(?![a-z])/],
  [
    '(?:(?:các )?(?:bí thư|trưởng|phó trưởng|trưởng,? phó) (?:các |\\d{1,3} (?=thôn|xóm|khóm|ấp|bản|buôn|bon|làng|khu|tổ)|chi bộ|thôn|xóm|khóm|buôn|bon|làng|phòng|ban|trạm|công an|khu|ấp|bản|tổ|đài|đoàn)|(?:các )?(?:thôn|xóm|bản|ấp) trưởng(?=[\\s,:;]|$))',
  ],
  [
    '(?:tất cả (?:các )?(?=phòng|đơn vị|cơ quan|ban|thôn|công chức|sở|ngành|trường|hộ)|thủ trưởng|người đứng đầu|lãnh đạo (?=các|ubnd|phòng|đơn vị|cơ quan)|toàn thể|cán bộ|công chức|viên chức|(?:các )?thành viên|(?:các )?đồng chí|(?:các )?đ/c |(?:các )?ông,?\\s?(?:\\(bà\\)|/\\s?bà|bà):?\\s|ông |bà )',
    /^,? ?(?:quan ly$|nguon)/,
  ],
  [
    '(?:các )?(?:phó )?(?:thủ tướng|chủ tịch|hiệu trưởng|giám đốc|chánh văn phòng|chỉ huy trưởng|chánh thanh tra|chủ nhiệm|kế toán)(?=[\\s,:;]|$)',
  ],
  ['(?:trụ trì|ban trị sự)(?=[\\s,:;]|$)'],
  ['(?:đảng viên|đoàn viên|hội viên)(?=[^.;:]{0,40}:)'],
  // Whoever sees to a field in a commune, as people call them: "Văn hóa xã phát loa …".
  [
    '(?:văn h(?:óa|oá)|địa chính|tư pháp|tài chính|kế toán|thủ quỹ|truyền thanh|khuyến nông|thú y|nông nghiệp|giao thông|thủy lợi)(?: [–-] \\S+ \\S+)? (?:xã|phường)(?=[\\s,:;]|$)',
    /^ hoi(?![a-z])/,
  ],
  [
    '(?:(?:các )?giáo viên|gvcn|gvbm|(?:các )?nhân viên|ban giám hiệu|bgh|(?:các )?chuyên viên|văn thư|tổng phụ trách|tpt|(?:bảo vệ|tạp vụ|thủ quỹ|thư viện|thiết bị)(?=\\s?[,:]| [–-] \\S+(?: \\S+)?:))(?=[\\s,:;]|$)',
  ],
  [
    '(?:bs|ys|ds|ths|ks|bscki{1,2})(?= \\S+ \\S+)|(?:thầy|cô)(?= (?:giáo|hiệu|phó|\\S+ \\S+))',
    /^ (?:tro|giao (?:duc|cho)|don|lap|dau|gai|be|dong|dac|dong)(?![a-z])/,
  ],
  [
    '(?:các )?(?:bộ phận|điểm trạm|tiểu ban|đại biểu|cộng tác viên|(?:điều tra|giám sát|tuyên truyền|báo cáo) viên|ủy viên|ban ngành)(?=[\\s,:;]|$)',
    /^ (?:luong|tai lieu)(?![a-z])/,
  ],
  [
    '(?:các )?(?:cơ quan|đơn vị|địa phương|đoàn thể|ngành|doanh nghiệp|chủ đầu tư|nhà thầu|hộ gia đình|hộ (?:dân|chăn nuôi|nuôi|trồng|sản xuất)|xã|phường|đặc khu|tập đoàn|tổng công ty|hộ kinh doanh|tổ chức(?= chính trị| thành viên| đoàn thể| dịch vụ| tín dụng|, (?:cá nhân|cơ quan|đơn vị|hộ|doanh nghiệp|đoàn thể)| hội)|các tổ chức(?=,))(?=[\\s,:;]|$)',
    /^ (?:hanh chinh cap|tinh|do|hoi)(?![a-z])/,
  ],
]
const patterns = heads.map(([written, not]) => [new RegExp(`^(?:${written})`, 'i'), not] as const)

/** "TTCƯDVC: …", "P.VHXH", "CAX + BCHQS: …": letters that stand for an office every commune has. */
function isShort(written: string): boolean {
  const word = /^\p{Lu}[\p{Lu}&.-]{1,14}(?=[\s,:;+]|$)/u.exec(written)?.[0]
  return word !== undefined && standardName(word) !== undefined
}

export function startsWithHead(body: string, low: string): boolean {
  const written = body.slice(0, 40)
  if (isShort(written)) return true
  if (/^(?:Báo|Đài) \p{Lu}/u.test(written)) return true
  return patterns.some(([form, not]) => {
    const match = form.exec(written)
    return match !== null && !not?.test(low.slice(match[0].length, match[0].length + 24))
  })
}
