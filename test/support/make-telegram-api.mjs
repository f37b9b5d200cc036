// Makes telegram-api.json: the methods and types that the emulator serves, facts only, from the full machine-readable API.
// node test/support/make-telegram-api.mjs /path/to/telegram-bot-api.json
import { readFileSync, writeFileSync } from 'node:fs'

const methods =
  `getMe logOut close getUpdates setWebhook deleteWebhook getWebhookInfo sendMessage sendDocument sendPhoto
  sendMediaGroup sendChatAction editMessageText editMessageCaption editMessageMedia editMessageReplyMarkup deleteMessage
  deleteMessages answerCallbackQuery getFile getChat getChatMember getChatAdministrators getChatMemberCount leaveChat
  pinChatMessage setMyCommands getMyCommands deleteMyCommands setMyDescription setMyShortDescription`.split(/\s+/)
const types = `User Chat ChatFullInfo Message MaybeInaccessibleMessage InaccessibleMessage Update CallbackQuery
  MessageEntity InlineKeyboardMarkup InlineKeyboardButton CopyTextButton DisabledButton PhotoSize Document File TextQuote
  MessageOrigin MessageOriginUser MessageOriginHiddenUser MessageOriginChat MessageOriginChannel ChatMemberUpdated
  ChatMember ChatMemberOwner ChatMemberAdministrator ChatMemberMember ChatMemberRestricted ChatMemberLeft
  ChatMemberBanned AcceptedGiftTypes BotCommand WebhookInfo ResponseParameters`.split(/\s+/)

const [from] = process.argv.slice(2)
const api = JSON.parse(readFileSync(from, 'utf8'))
const fieldsOf = ({ fields = [] }) =>
  Object.fromEntries(fields.map(({ name, types, required }) => [name, required ? [...types, '!'] : types]))

const out = {
  version: api.version,
  methods: Object.fromEntries(
    methods.map((name) => [name, { returns: api.methods[name].returns, fields: fieldsOf(api.methods[name]) }]),
  ),
  types: Object.fromEntries(
    types.map((name) => {
      const { subtypes } = api.types[name]
      return [name, subtypes?.length ? { subtypes } : { fields: fieldsOf(api.types[name]) }]
    }),
  ),
}
const entries = (part) =>
  Object.entries(part)
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n')
writeFileSync(
  new URL('telegram-api.json', import.meta.url),
  `{\n  "version": ${JSON.stringify(out.version)},\n  "methods": {\n${entries(out.methods)}\n  },\n  "types": {\n${entries(out.types)}\n  }\n}\n`,
)
