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

/** Reads that are replayed one after the other, because they are of one case log, or else by one reader. Names nobody: a keyed hash. */
export interface ReadGroup {
  readonly id: string
  readonly reads: number
}

/** The reads of a replay, sorted by what they are of. */
export interface SortedReads {
  /** `version`: of the group's own case log. */
  add(group: string, read: SortedRead, version: ReadVersion | undefined): void
  /** The groups, in the order of their first reads. */
  groups(): readonly ReadGroup[]
  /** Up to `limit` reads of a group behind an offset, in the order of the log. */
  page(group: string, after: number, limit: number): readonly SortedRead[]
  /** The versions of its case log that a group's reads have, each once, the highest number first. */
  versions(group: string): readonly ReadVersion[]
  close(): void
}

const TABLES = `create table read (grp text not null, at integer not null, value blob not null, sequence integer, chain text,
  primary key (grp, at)) strict, without rowid;`

function statements(database: DatabaseSync) {
  return {
    add: database.prepare('insert into read (grp, at, value, sequence, chain) values (?, ?, ?, ?, ?)'),
    groups: database.prepare('select grp, count(*) as reads from read group by grp order by min(at)'),
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
  const { add, groups, page, versions } = statements(database)
  database.exec('begin')
  return {
    add: (group, { offset, value }, version) => {
      add.run(group, offset, value, version?.sequence ?? null, version?.chain ?? null)
    },
    groups: () => groups.all().map(({ grp, reads }) => ({ id: String(grp), reads: Number(reads) })),
    page: (group, after, limit) =>
      page.all(group, after, limit).map(({ at, value }) => ({ offset: Number(at), value: Buffer.from(value as Uint8Array) })),
    versions: (group) => versions.all(group).map(({ sequence, chain }) => ({ sequence: Number(sequence), chain: String(chain) })),
    close: () => {
      database.close()
    },
  }
}
