import type { DatabaseSync } from 'node:sqlite'
import { openTemporaryDatabase } from '../../../infra/sqlite/temporary-database.ts'

/** A read on its way to be replayed: the bytes of its entry, as access.log has them. */
export interface SortedRead {
  readonly offset: number
  readonly value: Buffer
}

/** A version of the one case log that a read is about, as its record has it: number and running hash (hex). */
export interface ReadVersion {
  readonly sequence: number
  readonly chain: string
}

/** Reads that are replayed one after the other: of a group, those behind an offset, so many. Names nobody: `group` is a keyed hash. */
export interface ReadShare {
  readonly group: string
  readonly after: number
  readonly reads: number
}

/** Where the reads of a share come from: sorted here, or asked of another thread. */
export interface ReadsInOrder {
  /** Up to `limit` reads of a group behind an offset, in the order of the log. */
  page(group: string, after: number, limit: number): Promise<readonly SortedRead[]>
  /** The versions of its case log that a group's reads have, each once, the highest number first. */
  versions(group: string): Promise<readonly ReadVersion[]>
}

/** The reads of a replay, sorted by what they are of. */
export interface SortedReads extends ReadsInOrder {
  /** `version`: of the group's own case log. */
  add(group: string, read: SortedRead, version: ReadVersion | undefined): void
  /** Every read once, in shares of at most `most`, each of one group: the same shares for the same reads. The groups in the order of their first reads. */
  shares(most: number): readonly ReadShare[]
  close(): void
}

const TABLES = `create table read (grp text not null, at integer not null, value blob not null, sequence integer, chain text,
  primary key (grp, at)) strict, without rowid;`

function statements(database: DatabaseSync) {
  return {
    add: database.prepare('insert into read (grp, at, value, sequence, chain) values (?, ?, ?, ?, ?)'),
    groups: database.prepare('select grp, count(*) as reads from read group by grp order by min(at)'),
    at: database.prepare('select at from read where grp = ? order by at limit 1 offset ?'),
    page: database.prepare('select at, value from read where grp = ? and at > ? order by at limit ?'),
    versions: database.prepare(
      'select distinct sequence, chain from read where grp = ? and sequence is not null order by sequence desc, chain',
    ),
  }
}

/**
 * Sorts reads outside of memory: access.log has them by time, and a case log is to be folded once for all of its own. What is sealed stays sealed; the
 * file has no name, and is gone with the process.
 */
export function sortReads(): SortedReads {
  const database = openTemporaryDatabase()
  database.exec(TABLES)
  const { add, groups, at, page, versions } = statements(database)
  database.exec('begin')
  const sharesOf = (group: string, reads: number, most: number): readonly ReadShare[] =>
    Array.from({ length: Math.ceil(reads / most) }, (_, number) => ({
      group,
      after: number === 0 ? -1 : Number(at.get(group, number * most - 1)?.at),
      reads: Math.min(most, reads - number * most),
    }))
  return {
    add: (group, { offset, value }, version) => {
      add.run(group, offset, value, version?.sequence ?? null, version?.chain ?? null)
    },
    shares: (most) => groups.all().flatMap(({ grp, reads }) => sharesOf(String(grp), Number(reads), most)),
    page: async (group, after, limit) =>
      page.all(group, after, limit).map(({ at: offset, value }) => ({ offset: Number(offset), value: Buffer.from(value as Uint8Array) })),
    versions: async (group) => versions.all(group).map(({ sequence, chain }) => ({ sequence: Number(sequence), chain: String(chain) })),
    close: () => {
      database.close()
    },
  }
}
