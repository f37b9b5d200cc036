import { describe, expect, it } from 'vitest'
import { standardUnits } from '../../../src/office/communes/standard-units.js'
import type { UnitWithAliases } from '../../../src/office/communes/store.js'
import { matchUnit, unitKey } from '../../../src/office/communes/unit-key.js'

const same: [string, string[]][] = [
  [
    'Văn phòng HĐND và UBND',
    [
      'Văn phòng HĐND - UBND',
      'Văn Phòng HĐND&UBND',
      'VP HĐND-UBND xã',
      'VP HĐND-UBND xã Đường An',
      'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân',
      'Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân phường An Biên',
      'Chánh Văn phòng HĐND và UBND',
      'van phong hdnd va ubnd',
      'VPHĐND-UBND',
    ],
  ],
  [
    'Phòng Văn hóa - Xã hội',
    [
      'Phòng Văn hoá – Xã hội',
      'phòng VH-XH',
      'VHXH',
      'VHXXH',
      'PVHXH',
      'Văn hóa và Xã hội',
      'phong van hoa xa hoi',
      'Phòng Văn hóa - Xã hội xã Đường An',
      'Trưởng phòng Văn hóa - Xã hội',
      'Phòng Văn hóa - Xã hội thuộc UBND xã',
      'đ/c Trưởng phòng VHXH',
    ],
  ],
  ['Phòng Kinh tế', ['KT', 'PKT', 'phòng KT', 'Phòng Kinh tế xã Đường An', 'Phòng Kinh tế UBND xã Đường An']],
  [
    'Phòng Kinh tế, Hạ tầng và Đô thị',
    [
      'KTHTĐT',
      'KTHT&ĐT',
      'KT-HT-ĐT',
      'Phòng Kinh tế - Hạ tầng - Đô thị',
      'phòng kinh tế hạ tầng & đô thị phường An Biên',
    ],
  ],
  [
    'Trung tâm Phục vụ hành chính công',
    [
      'Trung tâm phục vụ Hành chính công phường An Biên',
      'TTPVHCC',
      'TT PVHCC',
      'PVHCC',
      'Trung tâm PVHCC',
      'Giám đốc Trung tâm Phục vụ hành chính công',
    ],
  ],
  ['Trung tâm Dịch vụ sự nghiệp công', ['TTDVSNC', 'TT DVSNC', 'DVSNC', 'Trung tâm DVSNC xã']],
  ['Công an', ['CA', 'Công an xã', 'Công an phường An Biên', 'CA xã']],
  ['Ban Chỉ huy Quân sự', ['BCHQS', 'BCH Quân sự', 'Ban CHQS xã', 'Ban chỉ huy quân sự xã Đường An']],
  ['Trạm Y tế', ['TYT', 'Trạm y tế xã']],
  [
    'Ủy ban Mặt trận Tổ quốc Việt Nam',
    ['MTTQ', 'UBMTTQ', 'Ủy ban MTTQ Việt Nam xã', 'Uỷ ban Mặt trận Tổ quốc Việt Nam phường An Biên'],
  ],
]

describe('the spellings of one unit have one key (domain.md 3, 4.1)', () => {
  it.each(same)('%s', (name, spellings) => {
    for (const spelling of spellings) expect([spelling, unitKey(spelling)]).toEqual([spelling, unitKey(name)])
  })
})

it('different units have different keys', () => {
  const keys = [...standardUnits('xa'), ...standardUnits('phuong')].map((unit) => unitKey(unit.name))
  expect(new Set(keys).size).toBe(new Set([...standardUnits('xa'), ...standardUnits('phuong')].map((u) => u.name)).size)
  expect(unitKey('Trường Mầm non xã Đường An')).not.toBe(unitKey('Trường Tiểu học xã Đường An'))
  expect(unitKey('Văn phòng Đảng ủy')).not.toBe(unitKey('Văn phòng'))
  expect(unitKey('…')).toBe('')
})

it('no two standard units of a commune share a name, short name or alias', () => {
  for (const organisation of ['xa', 'phuong'] as const) {
    const owner = new Map<string, string>()
    for (const unit of standardUnits(organisation))
      for (const name of [unit.name, unit.shortName, ...unit.aliases]) {
        expect([name, owner.get(unitKey(name)) ?? unit.name]).toEqual([name, unit.name])
        owner.set(unitKey(name), unit.name)
      }
  }
})

function unitsOf(names: { name: string; aliases?: readonly string[]; shortName?: string }[]): UnitWithAliases[] {
  return names.map((one, index) => ({
    id: index + 1,
    communeId: 1,
    name: one.name,
    shortName: one.shortName ?? `U${index}`,
    kind: 'unit',
    leaderId: null,
    position: index,
    closedAt: null,
    mergedInto: null,
    aliases: [...(one.aliases ?? [])],
  }))
}

const commune = unitsOf([...standardUnits('xa')])

it.each([
  ['KT', 'Phòng Kinh tế', true],
  ['bộ phận một cửa', 'Trung tâm Phục vụ hành chính công', true],
  ['VPUB', 'Văn phòng HĐND và UBND', true],
  ['Văn phòng', 'Văn phòng HĐND và UBND', true],
  ['TTCUDVC', 'Trung tâm Dịch vụ sự nghiệp công', true],
  ['Trung tâm Phục vụ hành chín công', 'Trung tâm Phục vụ hành chính công', false],
  ['Phòng Văm hóa - Xã hội', 'Phòng Văn hóa - Xã hội', false],
])('"%s" means %s (sure: %s)', (words, name, sure) => {
  const found = matchUnit(commune, words)
  expect([found?.unit.name, found?.sure]).toEqual([name, sure])
})

it.each(['Phòng Nông nghiệp', 'Sở Nội vụ', 'các phòng chuyên môn', '', '🙂', 'K'])(
  '"%s" is nobody here: it is never guessed',
  (words) => {
    expect(matchUnit(commune, words)).toBeUndefined()
  },
)

it('two units that are equally close are neither', () => {
  const schools = unitsOf([{ name: 'Trường Mầm non Hoa Sen' }, { name: 'Trường Mầm non Hoa Sim' }])
  expect(matchUnit(schools, 'Trường Mầm non Hoa Sem')).toBeUndefined()
  expect(matchUnit(schools, 'Trường Mầm non Hoa Sen')?.unit.id).toBe(1)
})

it('two units with the same alias are neither', () => {
  const twins = unitsOf([
    { name: 'Trung tâm Văn hóa', aliases: ['TTVH'] },
    { name: 'Trung tâm Văn học', aliases: ['TTVH'] },
  ])
  expect(matchUnit(twins, 'TTVH')).toBeUndefined()
})

it('a number is never taken for another one', () => {
  const villages = unitsOf([{ name: 'Tổ dân phố số 3' }, { name: 'Khu phố Đông' }])
  expect(matchUnit(villages, 'Tổ dân phố số 5')).toBeUndefined()
  expect(matchUnit(villages, 'tổ dân phố số 3')?.sure).toBe(true)
})
