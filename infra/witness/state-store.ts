import type { WitnessedTree } from '../../core/transparency-log/witness/judge.ts'
import { openDurableDatabase } from '../sqlite/durable-database.ts'

/** A tree as a witness keeps it: with the checkpoint that the log had signed. */
export interface KeptTree extends WitnessedTree {
  /** The signed checkpoint, byte for byte. */
  readonly note: Buffer
  /** When it was cosigned, milliseconds since the Unix epoch. */
  readonly at: number
}

/** What a witness remembers, on its own disk. */
export interface WitnessState {
  /** The tree of a log that was cosigned last; undefined before the first. */
  latest(origin: string): KeptTree | undefined
  /**
   * Puts a tree in the place of the one that it was judged by. Durable when it returns true; false: that is no longer the latest, and nothing was kept.
   * INVARIANT: reading and writing are one step, also for two processes, so no tree is ever put back.
   */
  replace(origin: string, latest: WitnessedTree | undefined, next: KeptTree): boolean
  /** Keeps a checkpoint that a log has signed and that did not go on from the latest: it may be proof of a fork. The first hundred of a log. */
  keepRefused(origin: string, refused: { readonly note: Buffer; readonly at: number }): void
  /** Forgets what was cosigned of a log, but for the checkpoint, which is kept as what does not go on; false: there is none. */
  startOver(origin: string): boolean
  /** Each log that was cosigned or refused, by origin. */
  all(): readonly { readonly origin: string; readonly latest: KeptTree | undefined; readonly refused: readonly Buffer[] }[]
  close(): void
}

const MOST_REFUSED = 100

const TABLES = `
  create table if not exists cosigned (origin text primary key, size integer not null, root blob not null, note blob not null, at integer not null) strict;
  create table if not exists refused (origin text not null, note blob not null, at integer not null, primary key (origin, note)) strict;`

type Row = Readonly<Record<string, unknown>>
const bytes = (value: unknown): Buffer => Buffer.from(value as Uint8Array)
const treeOf = ({ size, root, note, at }: Row): KeptTree => ({
  size: Number(size),
  root: bytes(root),
  note: bytes(note),
  at: Number(at),
})

/** Opens the state of a witness in an SQLite file whose commits are on the disk when they return; made where it is missing. */
export function openWitnessState(path: string): WitnessState {
  const database = openDurableDatabase(path)
  database.exec(TABLES)
  const select = database.prepare('select * from cosigned where origin = ?')
  const insert = database.prepare('insert into cosigned (size, root, note, at, origin) values (?, ?, ?, ?, ?) on conflict do nothing')
  const update = database.prepare('update cosigned set size = ?, root = ?, note = ?, at = ? where origin = ? and size = ? and root = ?')
  const refuse = database.prepare(
    `insert into refused (origin, note, at) select ?1, ?2, ?3 where (select count(*) from refused where origin = ?1) < ${String(MOST_REFUSED)} on conflict do nothing`,
  )
  const latest = (origin: string): KeptTree | undefined => {
    const row = select.get(origin)
    return row === undefined ? undefined : treeOf(row)
  }
  return {
    latest,
    replace: (origin, from, { size, root, note, at }) => {
      const { changes } =
        from === undefined ? insert.run(size, root, note, at, origin) : update.run(size, root, note, at, origin, from.size, from.root)
      return changes === 1
    },
    keepRefused: (origin, { note, at }) => {
      refuse.run(origin, note, at)
    },
    startOver: (origin) => {
      database.exec('begin immediate')
      try {
        database
          .prepare('insert into refused (origin, note, at) select origin, note, at from cosigned where origin = ? on conflict do nothing')
          .run(origin)
        const { changes } = database.prepare('delete from cosigned where origin = ?').run(origin)
        database.exec('commit')
        return changes === 1
      } catch (error) {
        if (database.isTransaction) database.exec('rollback')
        throw error
      }
    },
    all: () => {
      const refused = Map.groupBy(database.prepare('select origin, note from refused order by at').all(), ({ origin }) => String(origin))
      const cosigned = database
        .prepare('select origin from cosigned')
        .all()
        .map(({ origin }) => String(origin))
      return [...new Set([...cosigned, ...refused.keys()])]
        .sort()
        .map((origin) => ({ origin, latest: latest(origin), refused: (refused.get(origin) ?? []).map(({ note }) => bytes(note)) }))
    },
    close: () => {
      if (database.isOpen) database.close()
    },
  }
}
