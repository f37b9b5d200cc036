// multipart/form-data: fields and files, split on the boundary without copying the bytes.
import { badRequest } from './refusal.js'

export interface Upload {
  name: string
  type: string
  bytes: Uint8Array
}

export function parseMultipart(
  type: string,
  body: Buffer,
): { fields: Record<string, string>; uploads: Map<string, Upload> } {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type)
  const mark = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`
  if (mark === '--') throw badRequest('boundary of the multipart body is missing')
  const fields: Record<string, string> = {}
  const uploads = new Map<string, Upload>()
  const separator = Buffer.from(`\r\n${mark}`)
  let at = body.indexOf(mark)
  while (at !== -1) {
    const start = at + (body[at] === 0x0d ? separator.length : mark.length)
    if (body.toString('latin1', start, start + 2) === '--') break
    const headEnd = body.indexOf('\r\n\r\n', start)
    const next = headEnd === -1 ? -1 : body.indexOf(separator, headEnd)
    if (headEnd === -1 || next === -1) throw badRequest('the multipart body is cut off')
    addPart(body.toString('utf8', start, headEnd), body.subarray(headEnd + 4, Math.max(headEnd + 4, next)))
    at = next
  }
  return { fields, uploads }

  function addPart(head: string, bytes: Buffer): void {
    const name = /[;\s]name="((?:[^"\\]|\\.)*)"/i.exec(head)?.[1]
    if (name === undefined) return
    const fileName = fileNameIn(head)
    if (fileName === undefined) {
      fields[name] = bytes.toString()
      return
    }
    const fileType = /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1] ?? 'application/octet-stream'
    uploads.set(name, { name: fileName, type: fileType.trim(), bytes })
  }
}

/** Clients quote the name, encode it, or (grammY) leave it bare to the end of the line. */
function fileNameIn(head: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;\r\n]+)/i.exec(head)?.[1]
  const quoted = /filename="((?:[^"\\]|\\.)*)"/i.exec(head)?.[1]
  const bare = /filename=([^\r\n]*)/i.exec(head)?.[1]
  const name = encoded ? decodeURIComponent(encoded) : (quoted?.replace(/%22/g, '"').replace(/\\(.)/g, '$1') ?? bare)
  return name?.replace(/^.*[/\\]/, '')
}
