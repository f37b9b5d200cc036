// The words of the command line: every command with what it does, and the refusal of one that is not understood.
import { oneLine } from '../../office/communes/names.js'

interface Help {
  /** As typed after `npm run dondoc --`. */
  line: string
  what: string
  /** Shown by `COMMAND --help` only. */
  more?: string
}

/** A command that is not understood: answered with what would be right, exit code 2. */
export class Usage extends Error {}

const sealed = `--passphrase-file TỆP: dòng đầu của TỆP là mật khẩu; --passphrase: hỏi mật khẩu (hoặc đọc một dòng từ đầu vào chuẩn).`

const help: Help[] = [
  {
    line: 'commune add "TÊN"',
    what: 'tạo xã, phường; in đường dẫn mời cán bộ đầu tiên (một lần, 7 ngày)',
  },
  { line: 'commune list', what: 'các xã, phường đang có' },
  {
    line: 'commune invite SỐ_XÃ',
    what: 'đường dẫn mời một cán bộ, như khi mới tạo',
    more: 'Dùng khi đường dẫn đầu tiên hết hạn hoặc mất hiệu lực (sau khôi phục), hay khi không còn ai vào được.',
  },
  {
    line: 'commune keep SỐ_XÃ SỐ_NGÀY',
    what: 'nội dung tin đã gửi của xã, phường được giữ bao nhiêu ngày (mặc định 90)',
    more: 'Từ 30 đến 3650 ngày. Nội dung tin nhận luôn được xoá sau 7 ngày. Việc, văn bản, minh chứng và nhật ký không bị ảnh hưởng.',
  },
  {
    line: 'commune export SỐ_XÃ [TỆP.zip]',
    what: 'mọi dữ liệu và tệp của một xã, phường thành một tệp .zip',
    more: 'Mỗi bảng là một tệp JSON; các tệp nằm trong thư mục files. Không ghi đè tệp đã có.',
  },
  {
    line: 'commune archive SỐ_XÃ',
    what: 'ngừng phục vụ: kết thúc mọi vai trò, gỡ nhóm, không nhắc nữa; dữ liệu vẫn giữ',
  },
  {
    line: 'commune erase SỐ_XÃ --yes "TÊN"',
    what: 'xoá hẳn một xã, phường đã ngừng phục vụ (không lấy lại được)',
    more: 'Tên phải gõ đúng như trong commune list. Bản sao lưu và bản kết xuất đã có vẫn chứa dữ liệu cũ.',
  },
  { line: 'person list SỐ_XÃ', what: 'những người giữ vai trò ở xã, phường số SỐ_XÃ' },
  { line: 'person revoke SỐ_XÃ SỐ_NGƯỜI', what: 'kết thúc mọi vai trò của một người ở xã, phường đó' },
  {
    line: 'read TỆP [--json]',
    what: 'đọc thử một văn bản, không lưu gì',
    more: 'Kết quả là JSON; với --json thì trên một dòng.',
  },
  {
    line: 'remind --at "2026-09-30 08:00" --dry-run',
    what: 'những tin nhắc sẽ gửi vào lúc đó; không gửi gì',
  },
  {
    line: 'tongket [SỐ_XÃ] [KỲ]',
    what: 'bảng tổng kết, như lệnh /tongket',
    more: 'Khi chỉ có một xã, phường thì không cần số của xã, phường.',
  },
  {
    line: 'backup TỆP [--passphrase-file TỆP_MẬT_KHẨU]',
    what: 'sao lưu cơ sở dữ liệu và các tệp khi bot đang chạy',
    more: `Tệp chỉ mang tên này sau khi đã ghi xong và đọc lại đúng; không ghi đè tệp đã có; không chứa mã của bot.\n${sealed}\nKhông có mật khẩu thì tệp là .tar.gz mở được bằng công cụ thường dùng: hãy cất ở nơi an toàn.`,
  },
  {
    line: 'restore TỆP --into-empty [--passphrase-file TỆP_MẬT_KHẨU]',
    what: 'khôi phục vào cơ sở dữ liệu trống, nhúng hoặc PostgreSQL',
    more: `Dừng bot trước. Lời mời và đường dẫn cũ mất hiệu lực; không gửi gì cho đến khi chọn: pending --send hoặc pending --drop.\n${sealed}`,
  },
  {
    line: 'pending [--send | --drop]',
    what: 'tin đang chờ theo từng nhóm; sau khôi phục: gửi tiếp hoặc bỏ',
    more: 'Sau khôi phục bot không nhận, không gửi gì cho đến khi chọn một trong hai.',
  },
  {
    line: 'doctor',
    what: 'kiểm tra cài đặt, mã bot, cơ sở dữ liệu, đồng hồ, ổ đĩa…; nói cần làm gì',
    more: 'Mỗi dòng bắt đầu bằng tốt, cần xem hoặc lỗi. Mã thoát 1 khi có lỗi.',
  },
]

const width = 46

/** All commands, one line each. */
export function usage(): string {
  const lines = help.map(({ line, what }) =>
    line.length < width ? `  ${line.padEnd(width)}${what}` : `  ${line}\n  ${' '.repeat(width)}${what}`,
  )
  return `Cách dùng: npm run dondoc -- LỆNH\n${lines.join('\n')}\nThêm --help sau một lệnh để xem riêng lệnh đó.`
}

/** The help of one command (`commune`, or `commune add`); all of them when there is none. */
export function usageOf(args: readonly string[]): string {
  const [command = '', second = ''] = args.filter((one) => !one.startsWith('-'))
  const group = help.filter(({ line }) => line.split(' ')[0] === command)
  const exact = group.filter(({ line }) => line.split(' ')[1] === second)
  const shown = exact.length > 0 ? exact : group
  if (shown.length === 0) return usage()
  return shown
    .map(
      ({ line, what, more }) =>
        `npm run dondoc -- ${line}\n    ${what}${more ? `\n    ${more.replaceAll('\n', '\n    ')}` : ''}`,
    )
    .join('\n')
}

/** What was typed, in quotation marks: one line, nothing that steers the terminal. */
export const quoted = (typed: string) => `"${oneLine(typed, 80)}"`

/** At most so many words and options of a command. Throws `Usage` for a word too many and for an option that it does not have. */
export function readArguments(
  args: readonly string[],
  options: { most: number; flags?: readonly string[]; values?: readonly string[] },
): { words: string[]; flags: Set<string>; values: Map<string, string> } {
  const words: string[] = []
  const flags = new Set<string>()
  const values = new Map<string, string>()
  for (let at = 0; at < args.length; at++) {
    const one = args[at] ?? ''
    const [name = '', given] =
      one.startsWith('--') && one.includes('=')
        ? [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]
        : [one]
    if (!name.startsWith('--')) words.push(one)
    else if (options.flags?.includes(name)) flags.add(name)
    else if (options.values?.includes(name)) {
      const value = given ?? args[++at]
      if (value === undefined) throw new Usage(`Thiếu giá trị sau ${name}.`)
      values.set(name, value)
    } else throw new Usage(`Lệnh này không có ${oneLine(name, 80)}.`)
  }
  const surplus = words[options.most]
  if (surplus !== undefined) throw new Usage(`Lệnh này không nhận thêm ${quoted(surplus)}.`)
  return { words, flags, values }
}

/** A whole number above 0, or `Usage` with what is missing, or that what was given is none. */
export function numberOf(given: string | undefined, missing: string): number {
  if (!given) throw new Usage(missing)
  if (!/^\d+$/.test(given)) throw new Usage(`${quoted(given)} không phải là một số nguyên dương.`)
  if (given.length > 15 || Number(given) < 1) throw new Usage(`Không có số ${quoted(given)}.`)
  return Number(given)
}
