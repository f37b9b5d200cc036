// What officers are told of a channel itself: that its month's messages run out, that it may not be in groups.
import type { Db, Tx } from '../../db/db.js'
import { takeOnce } from '../../db/turns.js'
import { writeShortDay } from '../../lib/day.js'
import { communesOf, type QuotaUse, quotaUse } from '../../post/quota.js'
import { tellOfficers } from './notify.js'

/** Percent of the month's messages at which the officers are told, once each. */
const marks = [100, 90, 70] as const

/** Looks at every channel's month; tells the officers of the communes it carries. Returns how many warnings were given. */
export async function warnOfQuota(db: Db, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    let count = 0
    for (const use of await quotaUse(tx, now)) {
      const mark = marks.find((one) => use.percent >= one)
      if (mark === undefined || !(await takeOnce(tx, `quota:${use.channelId}:${use.month}:${mark}`, now))) continue
      // A mark that was jumped over is not told afterwards.
      for (const lower of marks.filter((one) => one < mark))
        await takeOnce(tx, `quota:${use.channelId}:${use.month}:${lower}`, now)
      await tellUse(tx, use, mark, now)
      count += 1
    }
    return count
  })
}

async function tellUse(tx: Tx, use: QuotaUse, mark: number, now: Date): Promise<void> {
  const words = mark === 100 ? 'zalo-quota-out' : 'zalo-quota'
  for (const communeId of await communesOf(tx, use.channelId)) {
    await tellOfficers(
      tx,
      {
        communeId,
        key: `quota:${use.channelId}:${use.month}:${mark}:${communeId}`,
        message: (t) => ({
          spans: [
            t(words, {
              percent: String(mark),
              used: String(use.used),
              quota: String(use.quota),
              day: writeShortDay(use.month),
            }),
          ],
        }),
      },
      now,
    )
  }
}

/** The bot's account may not be in groups: officers are told once, until that changes. */
export async function warnOfGroups(tx: Tx, channelId: number, now: Date): Promise<void> {
  for (const communeId of await communesOf(tx, channelId)) {
    if (!(await takeOnce(tx, `groups-closed:${channelId}:${communeId}`, now))) continue
    await tellOfficers(
      tx,
      {
        communeId,
        key: `groups-closed:${channelId}:${communeId}`,
        message: (t) => ({ spans: [t('zalo-groups-closed')] }),
      },
      now,
    )
  }
}
