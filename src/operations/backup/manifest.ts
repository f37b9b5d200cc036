// What a backup says about itself: at its start what it is of, at its end what must have been read.
import { z } from 'zod'
import { UserError } from '../../lib/errors.js'

/** Raised when a reader of today could no longer read the container. */
export const FORMAT = 1

export const aboutSchema = z.object({
  format: z.number(),
  program: z.string(),
  madeAt: z.string(),
  database: z.enum(['embedded', 'postgres']),
  /** Hashes of the migrations the database has had. */
  schema: z.array(z.string()).min(1),
  /** The bots it belongs to; never their tokens. */
  channels: z.array(z.object({ platform: z.string(), externalId: z.string(), username: z.string() })),
  /** A dump is a backup without the bytes of files. */
  withFiles: z.boolean(),
})
export type About = z.infer<typeof aboutSchema>

export const manifestSchema = z.object({
  tables: z.record(z.string(), z.object({ rows: z.number(), sha256: z.string() })),
  sequences: z.record(z.string(), z.number()),
  files: z.object({ count: z.number(), bytes: z.number() }),
  /** Files that rows speak of and that were not on the disk, or not what they should be. */
  missing: z.array(z.string()),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Reads one of the two; a backup that does not say what it should is damaged. */
export function readJson<T>(schema: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch {
    throw new UserError('operations-backup-damaged')
  }
}

export const names = {
  about: 'about.json',
  manifest: 'manifest.json',
  table: (table: string, part: number) => `tables/${table}/${String(part).padStart(6, '0')}.ndjson`,
  file: (sha256: string) => `files/${sha256}`,
}

/** What a member is, by its name; undefined when it is nothing of ours. */
export function memberKind(
  name: string,
): { about: true } | { manifest: true } | { table: string } | { file: string } | undefined {
  if (name === names.about) return { about: true }
  if (name === names.manifest) return { manifest: true }
  const table = /^tables\/([a-z_0-9]+)\/\d{6,}\.ndjson$/.exec(name)?.[1]
  if (table) return { table }
  const file = /^files\/([0-9a-f]{64})$/.exec(name)?.[1]
  return file ? { file } : undefined
}
