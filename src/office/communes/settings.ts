// What a commune may choose for itself; what it did not choose has the product's defaults.
import { z } from 'zod'
import { nearestOpenTime } from '../../calendar/work-calendar.js'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const settingsSchema = z.object({
  /** Milestones in days before the due day. */
  remindBefore: z.array(z.number().int().min(1).max(60)).default([7, 3, 1]),
  /** Working days after the last day in time on which is reminded again, then weekly; 0: never. */
  remindAfter: z.number().int().min(0).max(10).default(3),
  /** Hours of the day's digest and of the second one on the due day. */
  digestAt: time.default('08:00'),
  secondDigestAt: time.default('14:00'),
  /** On the due day a second digest is sent for what is still unreported. */
  secondDigest: z.boolean().default(true),
  /** Reports of completion are confirmed by the officer. */
  confirmReports: z.boolean().default(true),
  /** Overdue begins the day after, even when the due day is a day off. */
  strictOverdue: z.boolean().default(false),
  /** Month 6 is 15/5 to 14/6 (reporting rule, Nghị định 09/2019/NĐ-CP) or the calendar month. */
  periods: z.enum(['reporting', 'calendar']).default('reporting'),
  /** How months up to and with one were counted before that was changed (calendar/regimes.ts). */
  periodsBefore: z
    .array(z.object({ until: z.string().regex(/^\d{4}-\d\d$/), periods: z.enum(['reporting', 'calendar']) }))
    .default([]),
  officeHours: z
    .object({ morning: z.tuple([time, time]), afternoon: z.tuple([time, time]) })
    .default({ morning: ['07:30', '11:30'], afternoon: ['13:30', '17:00'] }),
  /** The summary that comes by itself: on Monday, and on the month's last working day. */
  weeklySummary: z.boolean().default(true),
  monthlySummary: z.boolean().default(true),
  /** By which day units report in months in which the commune reports, too; by which the commune does, and units in other months. */
  unitReportsBy: z.number().int().min(1).max(28).default(17),
  communeReportsBy: z.number().int().min(1).max(28).default(20),
  /** The list of units a collective ("các phòng chuyên môn") meant last time, by its folded words. */
  collectives: z.record(z.string(), z.array(z.number())).default({}),
  /** How many days the words of sent messages are kept (`commune keep`); 90 when not chosen. Read by post/retention. */
  keepMessagesDays: z.number().int().min(30).max(3650).optional(),
})

export type Settings = z.infer<typeof settingsSchema>

/**
 * A commune's settings with the defaults filled in. Reminders come in office hours only (PRODUCT.md section 6): an hour that was stored
 * outside of them counts as the nearest one inside.
 */
export function readSettings(stored: unknown): Settings {
  const settings = settingsSchema.parse(stored ?? {})
  const { officeHours } = settings
  return {
    ...settings,
    digestAt: nearestOpenTime(officeHours, settings.digestAt),
    secondDigestAt: nearestOpenTime(officeHours, settings.secondDigestAt),
  }
}
