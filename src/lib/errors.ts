// Refusals that a person is meant to read. Everything else that is thrown is a bug.

export type Args = Record<string, string | number>

/** An expected refusal. `code` is a key of the locales; `args` fill its variables. */
export class UserError extends Error {
  override name = 'UserError'
  constructor(
    readonly code: string,
    readonly args: Args = {},
  ) {
    super(code)
  }
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The PostgreSQL error code (`23505` is a broken unique rule) behind a driver's or drizzle's error, if there is one. */
export function databaseCode(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
  }
  return undefined
}
