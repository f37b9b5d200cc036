// What the program is measured against: a bot that only answers callbacks, with grammY as its manual shows it.
import { Bot } from 'grammy'

const bot = new Bot(process.env.BOT_TOKEN, { client: { apiRoot: process.env.TELEGRAM_API_ROOT } })
bot.on('callback_query', (ctx) => ctx.answerCallbackQuery({ text: 'ok' }))
process.on('SIGTERM', () => void bot.stop().then(() => process.exit(0)))
await bot.start()
