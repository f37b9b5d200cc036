// Work of one unit, and pictures sent for it: what the platform hands out by handle, and where it is kept.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from '../../support/world.js'
import { type Given, give, openOffice } from './given.js'

export const bytes = { a: Buffer.from('a'), b: Buffer.from('b'), c: Buffer.from('c'), bad: Buffer.from('MZ\x90\x00') }
export const photo = (name: 'a' | 'b' | 'c') => ({ name: `${name}.jpg`, handle: name, kind: 'photo' as const })

export interface Studio {
  world: World
  /** Where files are kept. */
  folder: string
  work: Given[]
  close(): Promise<void>
}

/** An office with so many pieces of work of the Phòng Kinh tế, all told. */
export async function openStudio(count: number): Promise<Studio> {
  const world = await openOffice()
  const folder = await mkdtemp(join(tmpdir(), 'dondoc-pictures-'))
  const { work } = await give(
    world,
    Array.from({ length: count }, () => ({})),
  )
  await world.said()
  const close = async () => {
    await world.close()
    await rm(folder, { recursive: true })
  }
  return { world, folder, work, close }
}
