// The indicators a commune starts with, as data (reference/domain.md sections 5, 6.2, 6.5): what the content of CCHC and
// Quyết định 766/QĐ-TTg measure at a commune. A commune changes, adds and closes them; nothing here is read afterwards.
import type { Comparison, Every } from './indicator.js'

export interface CatalogueIndicator {
  code: string
  name: string
  area: string
  /** "%", "điểm", "cuộc" … */
  measure: string
  direction: 'up' | 'down'
  /** Reported as numerator and denominator, so that periods can be added up. */
  share: boolean
  every: Every
  /** Short names of the units that usually report it, the first that exists; empty: every unit. */
  units: readonly string[]
  evidence: string
  setName?: string
  maxScore?: number
  target?: { comparison: Comparison; value: number }
}

const up = { direction: 'up' } as const
const atLeast = (value: number) => ({ target: { comparison: '>=' as const, value } })
const counts = { ...up, share: false } as const
const shared = { ...up, share: true, measure: '%' } as const
const system = 'Trích xuất từ Hệ thống thông tin giải quyết thủ tục hành chính'
const economy = ['KT', 'KTHTĐT']

/** Targets are those typical of provinces in 2025 (domain.md 6.5) or of the programme; where none is known there is none. */
const own: readonly Omit<CatalogueIndicator, 'code'>[] = [
  {
    ...shared,
    ...atLeast(98),
    name: 'Hồ sơ thủ tục hành chính được giải quyết đúng hạn, trước hạn',
    area: 'procedures',
    every: 'month',
    units: ['PVHCC'],
    evidence: system,
  },
  {
    ...shared,
    ...atLeast(70),
    name: 'Hồ sơ nộp trực tuyến toàn trình',
    area: 'procedures',
    every: 'month',
    units: ['PVHCC'],
    evidence: system,
  },
  {
    ...shared,
    ...atLeast(60),
    name: 'Hồ sơ được thanh toán trực tuyến',
    area: 'procedures',
    every: 'month',
    units: ['PVHCC'],
    evidence: system,
  },
  {
    ...shared,
    ...atLeast(80),
    name: 'Hồ sơ, kết quả giải quyết thủ tục hành chính được số hóa',
    area: 'procedures',
    every: 'month',
    units: ['PVHCC'],
    evidence: system,
  },
  {
    ...shared,
    ...atLeast(50),
    name: 'Khai thác, sử dụng lại dữ liệu đã số hóa',
    area: 'procedures',
    every: 'month',
    units: ['PVHCC'],
    evidence: system,
  },
  {
    ...shared,
    name: 'Thủ tục hành chính được công khai, niêm yết đúng hạn',
    area: 'procedures',
    every: 'quarter',
    units: ['PVHCC'],
    evidence: 'Ảnh chụp nơi niêm yết, đường dẫn trang công khai',
  },
  {
    ...shared,
    name: 'Phản ánh, kiến nghị được trả lời đúng hạn',
    area: 'procedures',
    every: 'month',
    units: ['PVHCC'],
    evidence: 'Danh sách phản ánh, kiến nghị và văn bản trả lời',
  },
  {
    ...up,
    ...atLeast(90),
    share: false,
    measure: '%',
    name: 'Mức độ hài lòng của người dân, tổ chức',
    area: 'procedures',
    every: 'quarter',
    units: ['PVHCC'],
    evidence: 'Kết quả khảo sát',
  },
  {
    ...shared,
    name: 'Văn bản điện tử được ký số',
    area: 'digital',
    every: 'month',
    units: ['VP'],
    evidence: 'Trích xuất từ hệ thống quản lý văn bản và điều hành',
  },
  {
    ...shared,
    name: 'Hồ sơ công việc được xử lý trên môi trường mạng',
    area: 'digital',
    every: 'month',
    units: ['VP'],
    evidence: 'Trích xuất từ hệ thống quản lý văn bản và điều hành',
  },
  {
    ...up,
    share: false,
    measure: '%',
    name: 'Giải ngân vốn đầu tư công, lũy kế từ đầu năm',
    area: 'public-finance',
    every: 'month',
    units: economy,
    evidence: 'Đối chiếu của Kho bạc Nhà nước',
  },
  {
    ...shared,
    name: 'Báo cáo công khai ngân sách được công bố đúng hạn',
    area: 'public-finance',
    every: 'quarter',
    units: economy,
    evidence: 'Quyết định công bố công khai',
  },
  {
    ...shared,
    name: 'Văn bản quy phạm pháp luật được rà soát, xử lý',
    area: 'institutions',
    every: 'quarter',
    units: ['VP'],
    evidence: 'Báo cáo kết quả rà soát',
  },
  {
    ...shared,
    name: 'Biên chế có mặt so với biên chế được giao',
    area: 'organisation',
    every: 'half-year',
    units: ['VHXH'],
    evidence: 'Quyết định giao biên chế, danh sách hiện có',
  },
  {
    ...shared,
    name: 'Cán bộ, công chức được đào tạo, bồi dưỡng theo kế hoạch',
    area: 'civil-service',
    every: 'half-year',
    units: ['VHXH'],
    evidence: 'Danh sách, chứng chỉ, chứng nhận',
  },
  {
    share: false,
    direction: 'down',
    measure: 'trường hợp',
    name: 'Cán bộ, công chức vi phạm kỷ luật, kỷ cương hành chính',
    area: 'civil-service',
    every: 'quarter',
    units: ['VHXH'],
    evidence: 'Quyết định, biên bản',
  },
  {
    ...counts,
    measure: 'cuộc',
    name: 'Cuộc kiểm tra, tự kiểm tra cải cách hành chính',
    area: 'direction',
    every: 'quarter',
    units: ['VHXH'],
    evidence: 'Kế hoạch, kết luận kiểm tra',
  },
  {
    ...counts,
    measure: 'tin, bài',
    name: 'Tin, bài tuyên truyền cải cách hành chính',
    area: 'direction',
    every: 'month',
    units: ['VHXH'],
    evidence: 'Đường dẫn tin, bài',
  },
  {
    ...counts,
    measure: 'sáng kiến',
    name: 'Sáng kiến, cách làm mới về cải cách hành chính được công nhận',
    area: 'direction',
    every: 'year',
    units: ['VHXH'],
    evidence: 'Quyết định công nhận',
  },
]

/** Quyết định 766/QĐ-TTg: five groups, 100 points, as the national portal shows them. */
const groups766: readonly [name: string, maxScore: number, area: string][] = [
  ['Công khai, minh bạch', 18, 'procedures'],
  ['Tiến độ, kết quả giải quyết', 20, 'procedures'],
  ['Số hóa hồ sơ', 22, 'digital'],
  ['Cung cấp dịch vụ trực tuyến', 22, 'digital'],
  ['Mức độ hài lòng', 18, 'procedures'],
]

export const set766 = 'Bộ chỉ số 766'

export const catalogue: readonly CatalogueIndicator[] = [
  ...own.map((indicator, index) => ({ ...indicator, code: `CT${String(index + 1).padStart(2, '0')}` })),
  ...groups766.map(
    ([name, maxScore, area], index): CatalogueIndicator => ({
      ...counts,
      code: `766-${index + 1}`,
      name: `${name} (Quyết định 766/QĐ-TTg)`,
      area,
      measure: 'điểm',
      every: 'month',
      units: ['PVHCC'],
      evidence: 'Cổng Dịch vụ công quốc gia, ngày tra cứu',
      setName: set766,
      maxScore,
    }),
  ),
]
