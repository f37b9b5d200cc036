// Every table, for the drivers and for drizzle-kit. The only place that gathers them.
import { assignments, evidence, latenesses, requests, taskDeadlines, tasks, taskUnits } from './assignments.js'
import { communes, days, unitAliases, units } from './communes.js'
import { directives } from './directives.js'
import { files } from './files.js'
import { accounts, channels, chats, chatUnits, invites, persons, posts } from './people.js'
import { chores, fileHandles, inbox, jobRuns, lease, outbox, questions, screens } from './post.js'
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
}
