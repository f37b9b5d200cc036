// Everything people do about themselves, their offices and their groups.
import { action } from '../../chat/action.js'
import type { Entries } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { absenceEntries } from './absence.js'
import { claimChoices } from './groups/claims.js'
import { takeHappening } from './groups/membership.js'
import { beginSetup, groupEntries } from './groups/setup.js'
import { handoverEntries } from './handover.js'
import type { PeopleHooks } from './hooks.js'
import { invitationEntries } from './invitations/dialog.js'
import { joiningEntries, showCommunes } from './joining.js'
import { linkingEntries } from './linking.js'
import { helpText } from './menu.js'
import { mergingChoices } from './merging.js'
import { pageEntries } from './page.js'
import { selfEntries } from './self.js'
import { staffChoices } from './staff.js'

export function peopleEntries(hooks: PeopleHooks = {}): Entries {
  const groups = groupEntries(hooks)
  const joining = joiningEntries(hooks)
  const handover = handoverEntries(hooks)
  return {
    commands: {
      ...joining.commands,
      ...groups.commands,
      ...invitationEntries.commands,
      ...selfEntries.commands,
      ...linkingEntries.commands,
      ...absenceEntries.commands,
      ...pageEntries.commands,
      ...handover.commands,
      trogiup: {
        who: 'anyone',
        run: async (tx, ctx) => {
          const answers = ctx.actor?.roles.some((role) => role === 'head' || role === 'deputy')
          const away = [[{ label: ctx.t('people-away-button'), action: action('people.awayAsk') }]]
          const choices = answers && ctx.chat.kind === 'private' ? { choices: away } : {}
          await reply(tx, ctx, await helpText(tx, ctx, hooks), choices)
        },
      },
      xa: { isWord: true, who: 'anyone', where: 'private', run: showCommunes },
    },
    choices: {
      ...joining.choices,
      ...groups.choices,
      ...invitationEntries.choices,
      ...selfEntries.choices,
      ...claimChoices,
      ...staffChoices(hooks),
      ...mergingChoices(hooks),
      ...absenceEntries.choices,
      ...pageEntries.choices,
      ...handover.choices,
      'people.communes': { who: 'anyone', run: showCommunes },
    },
    replies: { ...joining.replies, ...groups.replies, ...invitationEntries.replies, ...absenceEntries.replies },
    // Where nobody tells the bot that it was added, the first word to it in a group does.
    others: [
      ...(absenceEntries.others ?? []),
      {
        accepts: ({ chat, incoming: { happening } }) =>
          chat.kind === 'group' &&
          chat.communeId === undefined &&
          happening.kind === 'text' &&
          happening.addressed === true,
        who: 'anyone',
        run: (tx, ctx) => beginSetup(tx, ctx, false),
      },
    ],
    happenings: { who: 'anyone', run: (tx, ctx) => takeHappening(tx, ctx, hooks) },
  }
}
