// The PostgreSQL server the tests may use: making and dropping databases of their own.
/** Runs one statement outside any transaction, on the server's own database. */
export async function administer(url: string, statement: string): Promise<void> {
  const { default: postgres } = await import('postgres')
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await client.unsafe(statement)
  } finally {
    await client.end()
  }
}

/**
 * A new database on the server, a copy of `template` where one is named. What it commits is written out a moment later, which takes a third
 * off the suite: tests pull the plug of programs, never of the server.
 */
export async function createDatabase(url: string, name: string, template?: string): Promise<void> {
  await administer(url, `create database ${name}${template ? ` template ${template}` : ''}`)
  await administer(url, `alter database ${name} set synchronous_commit = off`)
}

/** Drops a template and the databases that tests made from it. */
export async function dropFamily(url: string, template: string): Promise<void> {
  const { default: postgres } = await import('postgres')
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const family = await client`select datname from pg_database where starts_with(datname, ${template})`
    for (const { datname } of family) await client.unsafe(`drop database if exists ${datname} with (force)`)
  } finally {
    await client.end()
  }
}

export function withDatabase(url: string, name: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${name}`
  return parsed.toString()
}
