// Everything people do about themselves, their offices and their groups.
import type { Entries } from '../../talk/entry.js'
import { reply } from '../../talk/reply.js'
import { claimChoices } from './groups/claims.js'
import { takeHappening } from './groups/membership.js'
import { beginSetup, groupEntries } from './groups/setup.js'
import type { PeopleHooks } from './hooks.js'
import { invitationEntries } from './invitations/dialog.js'
import { joiningEntries, showCommunes } from './joining.js'
import { linkingEntries } from './linking.js'
import { helpText } from './menu.js'
import { selfEntries } from './self.js'
import { staffChoices } from './staff.js'

export function peopleEntries(hooks: PeopleHooks = {}): Entries {
  const groups = groupEntries(hooks)
  const joining = joiningEntries(hooks)
  return {
    commands: {
      ...joining.commands,
      ...groups.commands,
      ...invitationEntries.commands,
      ...selfEntries.commands,
      ...linkingEntries.commands,
      trogiup: {
        who: 'anyone',
        run: async (tx, ctx) => reply(tx, ctx, await helpText(tx, ctx, hooks)),
      },
      xa: { who: 'anyone', where: 'private', run: showCommunes },
    },
    choices: {
      ...joining.choices,
      ...groups.choices,
      ...invitationEntries.choices,
      ...selfEntries.choices,
      ...claimChoices,
      ...staffChoices,
      'people.communes': { who: 'anyone', run: showCommunes },
    },
    // Where nobody tells the bot that it was added, the first word to it in a group does.
    others: [
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
