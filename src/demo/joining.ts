// How a commune comes to the bot: the operator's link, the standard units, groups, heads, a leader and the chairman. Played
// by hands that press what is written on the buttons; the tour shows it, the page does it before anybody looks.

import type { Person, Stage } from './stage.js'
import type { GroupChat } from './telegram/emulator.js'

export interface Cast {
  commune: string
  officer: Person
  chairman: Person
  leader: Person
  /** Heads by the unit's name. */
  heads: { unit: string; person: Person; group: GroupChat }[]
  /** A unit that has no group: the officer speaks for it. */
  withoutGroup: string
  stranger: Person
}

const unitsWithGroups = [
  { unit: 'Văn phòng HĐND và UBND', head: 'Phạm Thị An', title: 'Chánh Văn phòng An' },
  { unit: 'Phòng Kinh tế', head: 'Trần Văn Bình', title: 'Trưởng phòng Kinh tế Bình' },
  { unit: 'Phòng Văn hóa - Xã hội', head: 'Lê Thị Chi', title: 'Trưởng phòng Văn hóa - Xã hội Chi' },
  { unit: 'Trung tâm Phục vụ hành chính công', head: 'Hoàng Văn Dũng', title: 'Giám đốc Trung tâm Dũng' },
]

/** Standard units the demo does without, so that its five are easy to follow. */
const unitsLeftOut = ['Trạm Y tế', 'Công an', 'Ban Chỉ huy Quân sự']

/** The people and groups, before anyone has spoken to the bot. */
export function makeCast(stage: Stage, commune: string): Cast {
  const person = (name: string, title: string): Person => ({
    ...stage.emulator.addUser({ name, language: 'vi' }),
    title,
  })
  const officer = person('Nguyễn Thị Hoa', 'Cán bộ Hoa')
  const heads = unitsWithGroups.map(({ unit, head, title }) => {
    const one = person(head, title)
    return {
      unit,
      person: one,
      group: stage.emulator.addGroup({ title: unit, by: officer, kind: 'supergroup', members: [one] }),
    }
  })
  const stranger = person('Người qua đường', 'Người lạ')
  const second = heads[1]
  if (second) stage.emulator.addToGroup(second.group.id, stranger.id, officer.id)
  return {
    commune,
    officer,
    chairman: person('Đỗ Minh Đức', 'Chủ tịch Đức'),
    leader: person('Vũ Quang Vỹ', 'Phó Chủ tịch Vỹ'),
    heads,
    withoutGroup: 'Trung tâm Dịch vụ sự nghiệp công',
    stranger,
  }
}

/** `tell` is called before each scene with what is about to happen. */
export async function join(stage: Stage, cast: Cast, tell: (scene: string) => void = () => {}): Promise<void> {
  const { emulator, bot } = stage
  const { officer } = cast

  tell('Người vận hành tạo xã; cán bộ Hoa mở đường dẫn và tạo các đơn vị')
  emulator.open(officer.id, await stage.program.addCommune(cast.commune))
  await stage.settle()
  await stage.press(officer, officer.id, 'Xã')
  for (const unit of unitsLeftOut)
    if (stage.find(officer.id, { button: `✓ ${unit}` })) await stage.press(officer, officer.id, `✓ ${unit}`)
  await stage.press(officer, officer.id, 'Tạo các đơn vị')

  tell('Bot được thêm vào nhóm của các đơn vị và hỏi nhóm phục vụ đơn vị nào')
  for (const { unit, group } of cast.heads) {
    emulator.addToGroup(group.id, bot.id, officer.id)
    await stage.settle()
    await stage.press(officer, group.id, `○ ${unit}`)
    await stage.press(officer, group.id, 'Xong')
  }

  tell('Trưởng đơn vị nhận vai trong nhóm, cán bộ Hoa đồng ý')
  for (const { person, group } of cast.heads) {
    // A person's private chat opens with START; without it the bot may not write first.
    emulator.say(person.id, person.id, '/start')
    await stage.settle()
    await stage.press(person, group.id, 'Tôi là lãnh đạo đơn vị')
    await stage.press(officer, officer.id, 'Đồng ý')
  }

  tell('Chủ tịch và Phó Chủ tịch vào bằng đường dẫn mời; người mời xác nhận')
  for (const { person, role } of [
    { person: cast.chairman, role: 'Chủ tịch' },
    { person: cast.leader, role: 'Lãnh đạo' },
  ]) {
    emulator.open(person.id, await invite(stage, officer, role))
    await stage.settle()
    await stage.press(officer, officer.id, 'Đồng ý')
  }
}

/** The officer makes an invitation with /moi; the link stands in the answer. */
async function invite(stage: Stage, officer: Person, role: string): Promise<string> {
  await stage.say(officer, officer.id, '/moi')
  await stage.press(officer, officer.id, role)
  const message = stage.find(officer.id, { text: 'https://t.me/' })
  const link = /https:\/\/t\.me\/\S+/.exec(message?.text ?? '')?.[0]
  if (!link) throw new Error('no invitation link')
  return link
}
