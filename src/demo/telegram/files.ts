// Files: kept once, handed to each bot under its own `file_id`. Pictures must really be pictures.
import { badRequest } from './refusal.js'
import type { WireDocument, WirePhotoSize } from './wire.js'
import type { Bot, Kept, KeptFile, World } from './world.js'

export const MAX_DOWNLOAD = 20 * 1024 * 1024
export const MAX_UPLOAD = 50 * 1024 * 1024
const MAX_PHOTO = 10 * 1024 * 1024

const typeByEnding: Record<string, string> = {
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
}

export interface NewFile {
  name: string
  type: string
  bytes: Uint8Array
}

/** Keeps a file. A photo is measured, and refused when it is none. */
export function keepFile(world: World, kind: KeptFile['kind'], file: NewFile): KeptFile {
  if (file.bytes.length === 0) throw badRequest('file must be non-empty')
  if (file.bytes.length > (kind === 'photo' ? MAX_PHOTO : MAX_UPLOAD)) throw badRequest('file is too big')
  const size = kind === 'photo' ? pictureSize(file.bytes) : { width: 0, height: 0 }
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED')
  if (kind === 'photo' && !isPhotoShape(size.width, size.height)) throw badRequest('PHOTO_INVALID_DIMENSIONS')
  const kept: KeptFile = { serial: ++world.serials.file, kind, ...file, ...size }
  world.files.set(kept.serial, kept)
  return kept
}

function isPhotoShape(width: number, height: number): boolean {
  return width > 0 && height > 0 && width + height <= 10_000 && Math.max(width / height, height / width) <= 20
}

/** The type a name's ending stands for, as the server guesses it. */
export function typeOfName(name: string, otherwise = 'application/octet-stream'): string {
  return typeByEnding[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? otherwise
}

/** Width and height of a PNG or JPEG, or undefined when the bytes are neither. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length > 24 && view.readUInt32BE(0) === 0x89504e47 && view.toString('latin1', 12, 16) === 'IHDR')
    return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
  if (view.length > 4 && view.readUInt16BE(0) === 0xffd8) return jpegSize(view)
  return undefined
}

function jpegSize(view: Buffer): { width: number; height: number } | undefined {
  for (let at = 2; at + 9 < view.length; ) {
    if (view[at] !== 0xff) return undefined
    const marker = view[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
    at += 2 + view.readUInt16BE(at + 2)
  }
  return undefined
}

/** A bot's own, permanent id of a file. `thumb` is the small size of a photo. */
export function fileId(bot: Bot, file: KeptFile, thumb = false): string {
  const prefix = file.kind === 'photo' ? 'AgACAgUAAx' : 'BQACAgUAAx'
  return prefix + Buffer.from(`${bot.id}.${file.serial}.${thumb ? 's' : 'x'}`).toString('base64url')
}

/** The file behind an id this bot was given. */
export function fileByFileId(world: World, bot: Bot, id: string): KeptFile | undefined {
  if (!/^(AgACAgUAAx|BQACAgUAAx)/.test(id)) return undefined
  const [botId, serial] = Buffer.from(id.slice(10), 'base64url').toString().split('.')
  const file = world.files.get(Number(serial))
  return file && Number(botId) === bot.id && [fileId(bot, file), fileId(bot, file, true)].includes(id)
    ? file
    : undefined
}

function uniqueId(file: KeptFile, thumb = false): string {
  return `AgAD${Buffer.from(`${file.serial}${thumb ? 's' : 'x'}`).toString('base64url')}`
}

export function wireDocument(bot: Bot, file: KeptFile): WireDocument {
  return {
    file_name: file.name,
    mime_type: file.type,
    file_id: fileId(bot, file),
    file_unique_id: uniqueId(file),
    file_size: file.bytes.length,
  }
}

/** The sizes of a photo, smallest first. The small one is announced but has the same bytes. */
export function wirePhoto(bot: Bot, file: KeptFile): WirePhotoSize[] {
  const scale = 90 / Math.max(file.width, file.height)
  const full = {
    file_id: fileId(bot, file),
    file_unique_id: uniqueId(file),
    file_size: file.bytes.length,
    width: file.width,
    height: file.height,
  }
  if (scale >= 1) return [full]
  const width = Math.max(1, Math.round(file.width * scale))
  const height = Math.max(1, Math.round(file.height * scale))
  return [{ ...full, file_id: fileId(bot, file, true), file_unique_id: uniqueId(file, true), width, height }, full]
}

/** What `getFile` answers; from then on the path can be downloaded by this bot. */
export function releaseFile(bot: Bot, file: KeptFile, id: string): Record<string, unknown> {
  if (file.bytes.length > MAX_DOWNLOAD) throw badRequest('file is too big')
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(file.name)?.[0] ?? (file.type === 'image/png' ? '.png' : '')
  const path = `${file.kind}s/file_${file.serial}${ending}`
  bot.paths.set(path, file)
  return {
    file_id: id,
    file_unique_id: uniqueId(file, id !== fileId(bot, file)),
    file_size: file.bytes.length,
    file_path: path,
  }
}

export function fileOf(message: Kept): KeptFile | undefined {
  return message.content.kind === 'file' ? message.content.file : undefined
}
