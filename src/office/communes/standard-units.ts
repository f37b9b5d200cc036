// The units a commune has since July 2025 (Nghị định 150/2025/NĐ-CP, 118/2025/NĐ-CP; domain.md sections 3, 4 and 4.1), as data.

/** A phường, and the đặc khu that are organised like one, have Phòng Kinh tế, Hạ tầng và Đô thị instead of Phòng Kinh tế. */
export type Organisation = 'xa' | 'phuong'

export interface StandardUnit {
  name: string
  shortName: string
  /** Other names and abbreviations; those that `unitKey` makes equal to the name need not stand here. */
  aliases: readonly string[]
  kind: 'unit' | 'partner'
  /** Proposed with a tick. */
  usual: boolean
}

const office: StandardUnit = {
  name: 'Văn phòng HĐND và UBND',
  shortName: 'VP',
  aliases: ['Văn phòng', 'VP', 'VPUB', 'VP UBND', 'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân', 'VP HĐND-UBND'],
  kind: 'unit',
  usual: true,
}

const economy: StandardUnit = {
  name: 'Phòng Kinh tế',
  shortName: 'KT',
  aliases: ['PKT', 'Kinh tế'],
  kind: 'unit',
  usual: true,
}

const urbanEconomy: StandardUnit = {
  name: 'Phòng Kinh tế, Hạ tầng và Đô thị',
  shortName: 'KTHTĐT',
  aliases: ['KT', 'PKT', 'Phòng Kinh tế', 'KTHT', 'KTHT&ĐT', 'KT-HT-ĐT', 'Phòng Kinh tế - Hạ tầng'],
  kind: 'unit',
  usual: true,
}

const others: readonly StandardUnit[] = [
  {
    name: 'Phòng Văn hóa - Xã hội',
    shortName: 'VHXH',
    aliases: ['VH-XH', 'PVHXH', 'VHXXH', 'Văn hóa - Xã hội'],
    kind: 'unit',
    usual: true,
  },
  {
    name: 'Trung tâm Phục vụ hành chính công',
    shortName: 'PVHCC',
    aliases: ['TTPVHCC', 'TT PVHCC', 'TTHCC', 'Trung tâm Hành chính công', 'Bộ phận một cửa', 'Một cửa'],
    kind: 'unit',
    usual: true,
  },
  {
    name: 'Trung tâm Dịch vụ sự nghiệp công',
    shortName: 'DVSNC',
    aliases: [
      'TTDVSNC',
      'TT DVSNC',
      'TTCUDVC',
      'TT CUDVC',
      'Trung tâm Cung ứng dịch vụ công',
      'Trung tâm Cung ứng dịch vụ sự nghiệp công',
    ],
    kind: 'unit',
    usual: true,
  },
  { name: 'Trạm Y tế', shortName: 'TYT', aliases: ['TYT', 'Y tế'], kind: 'unit', usual: true },
  { name: 'Công an', shortName: 'CA', aliases: ['CA', 'Công an xã'], kind: 'unit', usual: true },
  {
    name: 'Ban Chỉ huy Quân sự',
    shortName: 'QS',
    aliases: ['QS', 'BCHQS', 'Ban CHQS', 'Quân sự'],
    kind: 'unit',
    usual: true,
  },
  {
    name: 'Ủy ban Mặt trận Tổ quốc Việt Nam',
    shortName: 'MTTQ',
    aliases: ['MTTQ', 'UBMTTQ', 'Mặt trận Tổ quốc', 'Mặt trận'],
    kind: 'partner',
    usual: false,
  },
]

/** The units to propose, in the order in which letters name them. */
export function standardUnits(organisation: Organisation): readonly StandardUnit[] {
  return [office, organisation === 'xa' ? economy : urbanEconomy, ...others]
}
