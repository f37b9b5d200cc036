// Every table, for the drivers and for drizzle-kit. The only place that gathers them.
import {
  alsoAskedBy,
  assignments,
  evidence,
  latenesses,
  requests,
  taskDeadlines,
  tasks,
  taskUnits,
} from './assignments.js'
import { communes, days, unitAliases, units } from './communes.js'
import { directiveLinks, directives } from './directives.js'
import { files } from './files.js'
import { figureEvidence, figures, indicators, indicatorTargets, unitReports } from './indicators.js'
import { notices, noticeUnits } from './notices.js'
import { absences, accounts, channels, chats, chatUnits, invites, links, persons, posts } from './people.js'
import { chores, fileHandles, inbox, jobRuns, lease, offers, outbox, questions, screens } from './post.js'
import { events } from './trail.js'

export const schema = {
  communes,
  units,
  unitAliases,
  days,
  channels,
  chats,
  chatUnits,
  persons,
  accounts,
  posts,
  invites,
  inbox,
  outbox,
  screens,
  questions,
  chores,
  jobRuns,
  lease,
  files,
  fileHandles,
  directives,
  tasks,
  taskUnits,
  taskDeadlines,
  assignments,
  evidence,
  latenesses,
  requests,
  events,
  indicators,
  indicatorTargets,
  figures,
  figureEvidence,
  unitReports,
  absences,
  links,
  offers,
  directiveLinks,
  alsoAskedBy,
  notices,
  noticeUnits,
}
