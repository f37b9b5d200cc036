// Who may use what: every command and button with every role. The table below is the decision; the program is held to it twice: what each
// entry says of itself, and what happens when somebody of another role types or taps it nevertheless.
import { getTableName, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../src/db/schema/all.js'
import { posts } from '../../src/db/schema/people.js'
import { translator } from '../../src/lib/i18n.js'
import { allEntries } from '../../src/slices.js'
import { type Role, roles } from '../../src/talk/entry.js'
import { openWorld, type PersonName, type World } from '../support/world.js'

interface Rule {
  /** Nobody named: anyone, also without a role. */
  who: readonly Role[] | 'anyone'
  /** Elsewhere it is refused, whoever asks. */
  where?: 'private' | 'group'
  names: string
}

const unitPeople: readonly Role[] = ['officer', 'head', 'deputy', 'contact']
const rules: Rule[] = [
  // Setting up, reading a letter, issuing, the catalogue.
  {
    who: ['officer'],
    where: 'private',
    names: `/donvi /caidat /chitieu /gan /vanban /giaoviec
      communes.setup communes.organisation communes.tick communes.create communes.units communes.unit communes.add communes.rename
      communes.alias communes.leaders communes.leader calendar.ask settings.toggle settings.periods settings.show settings.ask settings.keep
      indicators.set indicators.create indicators.copy indicators.area indicators.show indicators.units indicators.everies
      indicators.areas indicators.put indicators.close indicators.closed indicators.add indicators.rename indicators.target
      indicators.lock indicators.lockAnyway indicators.unlock indicators.sheetOut indicators.sheetIn unitreport.reopen unitreport.noReason intake.insist intake.skip
      draft.show draft.open draft.list draft.task draft.units draft.when draft.fold draft.unitList draft.parts draft.matches
      draft.successor draft.times draft.unit draft.allUnits draft.spread draft.sure draft.byClause draft.drop draft.clear draft.merge draft.due
      draft.trackAll draft.provisional draft.ours draft.dropUnowned draft.split draft.fresh draft.superior draft.oldAgreed draft.reportsCount draft.apart
      draft.succeed draft.store draft.undo draft.ask draft.askHeader draft.askTimes draft.askAdd draft.cancel draft.revive
      draft.preview draft.group draft.issue draft.issueNow draft.issueLater directive.copy directive.silent directive.state
      people.merge people.mergeInto people.mergeSure directive.stop directive.resume directive.number directive.change directive.amend directive.recall directive.recallYes`,
  },
  // Deciding about people and reports.
  {
    who: ['officer'],
    names: `people.mark people.bind people.common people.agree people.decline people.close people.closeSure assignment.confirm
      assignment.supplement assignment.cancelSupplement assignment.reopen`,
  },
  // Each checks what of it is theirs.
  {
    who: roles,
    names: `/lich /lienket /viec /quahan /nhatky /solieu /tongket calendar.month people.accept people.refuse people.end people.endSure
      people.pagesEnd assignment.show assignment.full assignment.evidence assignment.openOf cooperation.show indicators.unit indicators.evidence unitreport.view
      notices.received summary.show summary.units summary.areas summary.detail summary.indicators summary.indicator summary.list
      reports.excel reports.word`,
  },
  {
    who: roles,
    where: 'private',
    names: '/ketnoi /bangiao people.handover people.handTo people.handTake people.handRefuse',
  },
  // Answers of a unit, or for it.
  {
    who: unitPeople,
    names: `/bangtraloi /baocaodonvi assignment.accept assignment.start assignment.maintain assignment.struggle assignment.undo
      assignment.acceptAll assignment.trouble assignment.done assignment.amend assignment.noEvidence assignment.retract
      assignment.cancel assignment.sheet assignment.maintainAll difficulty.start difficulty.cancel cooperation.note
      cooperation.cancel ticking.open ticking.set ticking.all ticking.accept ticking.start ticking.done ticking.cancel
      indicators.enter indicators.one indicators.noFigure indicators.because indicators.leaveReason indicators.skip indicators.stop indicators.keep indicators.meant
      indicators.retype indicators.figuresOut indicators.figuresIn unitreport.card unitreport.edit unitreport.add unitreport.send
      unitreport.duty unitreport.noDuty`,
  },
  // A contact neither explains lateness nor asks for more time (PRODUCT.md 5).
  {
    who: ['officer', 'head', 'deputy'],
    names: `lateness.start lateness.cause lateness.reason lateness.remedy lateness.day lateness.cancel extension.start
      extension.cancel`,
  },
  { who: ['head', 'deputy'], where: 'private', names: '/vang people.awayAsk people.standIn people.back' },
  { who: ['officer', 'chairman', 'leader', 'head'], where: 'private', names: '/moi' },
  { who: ['officer', 'chairman', 'leader', 'head'], names: 'people.invitations people.invite' },
  { who: ['officer', 'chairman', 'head'], names: 'people.staff' },
  // Pressing, helping, telling everyone.
  {
    who: ['officer', 'chairman', 'leader'],
    names: `difficulty.show difficulty.reply difficulty.cancelAnswer notices.send notices.drop notices.nudge assignment.urge urge.unit urge.silent
      urge.now urge.later`,
  },
  {
    who: ['officer', 'chairman', 'leader'],
    where: 'private',
    names: '/thongbao /baocao indicators.owing reports.more',
  },
  {
    who: ['chairman', 'leader'],
    names:
      'extension.show extension.grant extension.refuse extension.noReason lateness.view lateness.judge lateness.judgeBare lateness.judgeCancel',
  },
  // Joining, help, one's own data.
  {
    who: 'anyone',
    names: `/start /ngonngu /trogiup people.commune people.group people.groupCommune people.locale people.claim people.communes`,
  },
  { who: 'anyone', where: 'private', names: '/dulieu /xa' },
  { who: 'anyone', where: 'group', names: '/nhom' },
]

const decided = new Map(
  rules.flatMap(({ names, who, where = 'any' }) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, { who: who === 'anyone' ? who : [...who].sort().join(' '), where }] as const),
  ),
)
const named = allEntries().flatMap((entries) => [
  ...Object.entries(entries.commands ?? {}).map(([name, entry]) => ({ name: `/${name}`, entry })),
  ...Object.entries(entries.choices ?? {}).map(([name, entry]) => ({ name, entry })),
])

/** One person a role; the contact and the deputy are made from heads. */
const cast: Record<Role, { who: PersonName; group: 'KT' | 'VHXH' | 'PVHCC' }> = {
  officer: { who: 'Hoa', group: 'KT' },
  chairman: { who: 'Đức', group: 'KT' },
  leader: { who: 'Vỹ', group: 'KT' },
  head: { who: 'Bình', group: 'KT' },
  deputy: { who: 'Chi', group: 'VHXH' },
  contact: { who: 'Dũng', group: 'PVHCC' },
}

const t = translator('vi')
let world: World
beforeAll(async () => {
  world = await openWorld({ entries: allEntries() })
  for (const role of ['deputy', 'contact'] as const)
    await world.database.db.update(posts).set({ role }).where(sql`${posts.personId} = ${world.persons[cast[role].who]}`)
})
afterAll(() => world.close())

/** What every table holds, but for the updates themselves and what was said in answer. */
async function contents(): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of Object.values(schema)) {
    const name = getTableName(table)
    if (name === 'inbox' || name === 'outbox') continue
    const [row] = await world.database.db
      .select({ all: sql<string>`coalesce(md5(string_agg(one::text, '|' order by one::text)), '')` })
      .from(sql`${table} one`)
    found[name] = row!.all
  }
  return found
}

/** A command typed or a button tapped; what the person reads of it. */
async function use(who: PersonName, place: 'riêng' | 'KT' | 'VHXH' | 'PVHCC', name: string): Promise<string> {
  if (!name.startsWith('/')) {
    const data = `${name}:999999:999999:999999`
    return (await world.happens(who, place, { kind: 'choice', data, choiceId: 'tap' }))?.text ?? ''
  }
  await world.said()
  await world.says(who, place, name)
  return (await world.said(place, who)).map((one) => one.text).join('\n')
}

it('the table decides about every command and button, and each says the same of itself', () => {
  const said = new Map(
    named.map(({ name, entry }) => [
      name,
      { who: entry.who === 'anyone' ? entry.who : [...entry.who].sort().join(' '), where: entry.where ?? 'any' },
    ]),
  )
  expect(Object.fromEntries([...said].sort())).toEqual(Object.fromEntries([...decided].sort()))
})

describe.each(roles)('%s', (role) => {
  const { who, group } = cast[role]

  it('is refused in words what is for others, and nothing changes', async () => {
    const refused = named.filter(({ entry }) => entry.who !== 'anyone' && !entry.who.includes(role))
    expect(refused.length).toBeGreaterThan(0)
    await world.said()
    const before = await contents()
    for (const [index, { name, entry }] of refused.entries()) {
      const place = index % 2 === 0 ? 'riêng' : group
      const wrongPlace = name.startsWith('/') && entry.where === 'private' && place !== 'riêng'
      expect(await use(who, place, name), `${name} in ${place}`).toBe(
        t(wrongPlace ? 'talk-only-private' : 'talk-not-yours'),
      )
    }
    expect(await contents()).toEqual(before)
  })

  it('gets nothing in its group that belongs in private', async () => {
    await world.said()
    const before = await contents()
    for (const { name, entry } of named)
      if (entry.where === 'private' && (entry.who === 'anyone' || entry.who.includes(role)))
        expect(await use(who, group, name), name).toBe(t('talk-only-private'))
    expect(await contents()).toEqual(before)
  })

  it('a button whose number is nobody’s never ends in an error and touches nobody’s work', async () => {
    const before = await contents()
    for (const { name, entry } of named) {
      if (name.startsWith('/') || (entry.who !== 'anyone' && !entry.who.includes(role))) continue
      await use(who, entry.where === 'group' ? group : 'riêng', name)
    }
    const after = await contents()
    for (const table of ['assignments', 'tasks', 'directives', 'evidence', 'latenesses', 'requests', 'posts', 'units'])
      expect(after[table], table).toBe(before[table])
  })
})
