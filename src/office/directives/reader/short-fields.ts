// The fields of offices, as they are called by letters: "Phòng KHTH", "Khoa KSNK", "Hội PN".

/** What follows "Phòng", "Khoa", "Tổ", "Ban". Those of the commune's own offices have their names elsewhere. */
const fields: Record<string, string> = {
  CNTT: 'Công nghệ thông tin',
  KHTH: 'Kế hoạch tổng hợp',
  KHNV: 'Kế hoạch - Nghiệp vụ',
  TCKT: 'Tài chính - Kế toán',
  TCKH: 'Tài chính - Kế hoạch',
  TCCB: 'Tổ chức cán bộ',
  TCHC: 'Tổ chức - Hành chính',
  HCQT: 'Hành chính - Quản trị',
  CTXH: 'Công tác xã hội',
  QLCL: 'Quản lý chất lượng',
  KSNK: 'Kiểm soát nhiễm khuẩn',
  KSBT: 'Kiểm soát bệnh tật',
  GDĐT: 'Giáo dục và Đào tạo',
  TNMT: 'Tài nguyên và Môi trường',
  LĐTBXH: 'Lao động - Thương binh và Xã hội',
  NNPTNT: 'Nông nghiệp và Phát triển nông thôn',
  KTHT: 'Kinh tế - Hạ tầng',
  VHTT: 'Văn hóa và Thông tin',
}
const office = /(?<=(?:^|[\s,;])(?:[Pp]hòng|[Kk]hoa|[Tt]ổ|[Bb]an) )\p{Lu}[\p{Lu}&.-]{3,7}(?![\p{L}&])/gu

const bodies: [RegExp, string][] = [
  [/(?<!\p{L})Hội LHPN(?!\p{L})/gu, 'Hội Liên hiệp Phụ nữ'],
  [/(?<!\p{L})Hội PN(?!\p{L})/gu, 'Hội Phụ nữ'],
  [/(?<!\p{L})Hội ND(?!\p{L})/gu, 'Hội Nông dân'],
  [/(?<!\p{L})Hội CCB(?!\p{L})/gu, 'Hội Cựu chiến binh'],
  [/(?<!\p{L})Hội NCT(?!\p{L})/gu, 'Hội Người cao tuổi'],
  [/(?<!\p{L})Đoàn TN(?!\p{L})/gu, 'Đoàn Thanh niên'],
]

/** The name with its letters written out. */
export function withLongField(name: string): string {
  if (!/\p{Lu}{2}/u.test(name)) return name
  const named = name.replace(office, (short) => fields[short.replace(/[&.-]/g, '')] ?? short)
  return bodies.reduce((text, [short, long]) => text.replace(short, long), named)
}
