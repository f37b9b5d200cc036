// Blanks that a scan or a web page lost inside words in small letters: "thựchiện", "vềtình hình". A syllable has one tone at most and a shape of
// its own, so a word that is none, and can be parted into syllables in one way only, was several. Foreign words ("mêtan", "cácbon") have one
// tone or none: those are parted only where they are words that letters are full of.

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu
const rhymes =
  'a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oan|oang|oanh|oat|oay|oăc|oăn|oăng|oăt|oc|oe|oen|oet|oi|om|on|ong|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uân|uât|uây|uc|uê|uêch|ui|um|un|ung|uơ|uôc|uôi|uôm|uôn|uông|uôt|up|ut|uy|uya|uyên|uyêt|uynh|uyt|uyu|uyp|uych|uâng|uênh|oao|oam|oem|oeo|ooc|ynh|yt|ưm|ư|ưa|ưc|ưi|ưn|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|yêt|yêu'
const syllable = new RegExp(
  `^(?:(?:k|gh|ngh)(?=[ieêy])|(?:c|ng)(?![ieêy])|g(?![eêy])|gi(?=[aăâeoôơuư])|qu(?=[aăâeêơôy])|nh|kh|ch|ph|th|tr|[bdđhlmnprstvx])?(?:${rhymes})$`,
  'u',
)

/** Words of which letters are full, for what could be parted in two ways ("thự|chiện") or has one tone only. */
const common = new Set(
  'thực hiện|báo cáo|tình hình|kết quả|công an|công tác|công văn|công chức|công khai|công việc|công dân|công trình|thông tin|thông báo|quy định|quy trình|chủ trì|chủ tịch|chủ động|phối hợp|xây dựng|triển khai|hoàn thành|hoàn thiện|tổng hợp|rà soát|kiểm tra|giám sát|đánh giá|đề nghị|đề xuất|yêu cầu|nhiệm vụ|nội dung|đơn vị|cơ quan|địa phương|địa bàn|nhân dân|người dân|nhà nước|nhà trường|học sinh|giáo viên|cán bộ|viên chức|văn bản|văn phòng|ủy ban|kế hoạch|quyết định|chỉ đạo|lãnh đạo|tổ chức|tăng cường|tuyên truyền|hướng dẫn|phổ biến|bảo đảm|đảm bảo|thời gian|thời hạn|tham mưu|tiếp tục|thường xuyên|kịp thời|nghiêm túc|khẩn trương|trách nhiệm|quản lý|xử lý|giải quyết|hồ sơ|thủ tục|hành chính|danh sách|số liệu|dữ liệu|đăng ký|cập nhật|theo dõi|đôn đốc|niêm yết|chi trả|ý kiến|dự án|đề án|đầu tư|giải ngân|ngân sách|kinh phí|môi trường|vệ sinh|an toàn|an ninh|trật tự|giao thông|phòng chống|thiên tai|dịch bệnh|sản xuất|nông nghiệp|đất đai|chất lượng|hiệu quả|nâng cao|phát triển|đẩy mạnh|tạo điều kiện|liên quan|trực thuộc|trên cơ sở|cụ thể|các thôn|nơi nhận|kính gửi|căn cứ|trưởng thôn|đồng chí|hộ nghèo|quá trình|vướng mắc|khó khăn|vận động|tiến độ|thống kê|lập danh sách|gửi về|trước ngày|đến ngày|từ ngày|trong tháng|và các|của các|cho các|với các|về việc|về tình hình'
    .split('|')
    .flatMap((words) => (words.split(' ').length === 2 ? [words] : [])),
)

function isSyllable(text: string): boolean {
  const apart = text.normalize('NFD')
  const tone = apart.match(tones) ?? []
  const bare = apart.replace(tones, '').normalize('NFC')
  if (tone.length > 1 || !syllable.test(bare)) return false
  // A syllable that ends in c, ch, p or t has one of two tones.
  return !/(?:[cpt]|ch)$/u.test(bare) || /[\u0301\u0323]/u.test(tone[0] ?? '')
}

/** Every way to part it into two to four syllables. */
function partings(word: string, most = 4): string[][] {
  const all: string[][] = []
  if (isSyllable(word)) all.push([word])
  if (most === 1) return all
  for (let at = 1; at <= Math.min(7, word.length - 1); at++) {
    const first = word.slice(0, at)
    if (!isSyllable(first)) continue
    for (const rest of partings(word.slice(at), most - 1)) all.push([first, ...rest])
  }
  return all
}

function commonIn(parts: string[]): number {
  return parts.slice(1).filter((part, at) => common.has(`${parts[at]} ${part}`)).length
}

function parted(word: string): string {
  const low = word.toLowerCase()
  if (isSyllable(low)) return word
  const ways = partings(low)
  const best = Math.max(...ways.map(commonIn))
  const likely = ways.filter((parts) => commonIn(parts) === best)
  const fewest = Math.min(...likely.map((parts) => parts.length))
  const [way, another] = likely.filter((parts) => parts.length === fewest)
  if (!way || another || way.length < 2) return word
  const isSure = (low.normalize('NFD').match(tones) ?? []).length > 1
  if (!isSure && best < way.length - 1) return word
  return word.charAt(0) + way.join(' ').slice(1)
}

/** Not in addresses, nor in what a file is called: "báocáo.docx". */
const suspects =
  /(?<![\p{L}\d@./_-])\p{L}\p{Ll}{3,19}(?![\p{L}\d@_]|\.(?:docx?|xlsx?|pptx?|pdf|txt|csv|jpe?g|png|zip|rar|vn|com|net|org)(?![\p{L}\d]))/gu

/** With the blanks back that were lost between syllables. */
export function unglued(text: string): string {
  return text.replace(suspects, (word) => (/[^a-zA-Z]/.test(word) ? parted(word) : word))
}
