import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseIds, releasedFile, type ReleasedId } from '../../schemas/compatibility/released.ts'
import type { Clock } from '../clock/clock.ts'
import { RegistryError } from './errors.ts'
import type { RegisteredSchema, SchemaRegistry } from './port.ts'

/** How long an answer "there is none" stands before the folder is read again, milliseconds. */
const REMEMBERED_MS = 30_000

export interface FolderRegistryDeps {
  /** The schemas folder, which holds released/. */
  readonly folder: string
  readonly clock: Clock
}

type Ids = ReadonlyMap<number, ReleasedId>

async function readIds(folder: string): Promise<Ids> {
  try {
    return parseIds(await readFile(join(folder, 'released', 'ids.json'), 'utf8'))
  } catch (cause) {
    throw new RegistryError('unreadable', 'The released schemas have no readable list of ids.', cause)
  }
}

async function readSchema(folder: string, id: number, { subject, version }: ReleasedId): Promise<RegisteredSchema> {
  try {
    const schema: unknown = JSON.parse(await readFile(join(folder, releasedFile(subject, version)), 'utf8'))
    return { id, subject, version, schema }
  } catch (cause) {
    throw new RegistryError('unreadable', `The released schema of ${subject}, version ${String(version)}, cannot be read.`, cause)
  }
}

/**
 * The registry over schemas/released/. What was found is kept for good, since a released version never changes; the list of ids is read
 * again for what it lacks, at most every 30 s, so that made-up ids cost no disk and no memory.
 */
export function createFolderRegistry({ folder, clock }: FolderRegistryDeps): SchemaRegistry {
  let ids: Promise<Ids> | undefined
  let readAt = -Infinity
  const schemas = new Map<number, Promise<RegisteredSchema>>()

  const currentIds = async (satisfies: (known: Ids) => boolean): Promise<Ids> => {
    const known = await ids?.catch(() => undefined)
    if (known !== undefined && (satisfies(known) || clock.now() - readAt < REMEMBERED_MS)) return known
    readAt = clock.now()
    ids = readIds(folder)
    return ids
  }

  const readOnce = (id: number, entry: ReleasedId): Promise<RegisteredSchema> => {
    const kept = schemas.get(id) ?? readSchema(folder, id, entry)
    schemas.set(id, kept)
    // A failed read is not kept: the next caller tries again.
    return kept.catch((error: unknown) => {
      schemas.delete(id)
      throw error
    })
  }

  return {
    async idOf(subject) {
      const known = await currentIds((list) => [...list.values()].some((entry) => entry.subject === subject))
      const newest = [...known]
        .filter(([, entry]) => entry.subject === subject)
        .sort(([, one], [, other]) => other.version - one.version)[0]
      if (newest === undefined) throw new RegistryError('unknown-subject', `No schema is released as ${subject}.`)
      return newest[0]
    },
    async schemaOf(id) {
      const entry = (await currentIds((list) => list.has(id))).get(id)
      return entry && readOnce(id, entry)
    },
    async versionsOf(subject) {
      const known = await currentIds((list) => [...list.values()].some((entry) => entry.subject === subject))
      const own = [...known].filter(([, entry]) => entry.subject === subject).sort(([, one], [, other]) => one.version - other.version)
      return Promise.all(own.map(([id, entry]) => readOnce(id, entry)))
    },
  }
}
