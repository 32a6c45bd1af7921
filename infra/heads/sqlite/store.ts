import { openDurableDatabase } from '../../sqlite/durable-database.ts'
import type { AcceptedLoss, HeadStore, LogHead } from '../port.ts'

/** A commit that a power cut takes back leaves an older head, which is moved on again: it need not wait for the disk. */
const TABLES = `
  pragma synchronous = normal;
  create table if not exists head (topic text not null, partition integer not null, first_offset integer not null, next_offset integer not null,
    running blob not null, last blob not null, at integer not null, primary key (topic, partition)) strict, without rowid;
  create table if not exists accepted_loss (id integer primary key, topic text not null, partition integer not null, first_gone integer not null, records integer not null, at integer not null) strict;`

type Row = Readonly<Record<string, unknown>>

const headOf = ({ topic, partition, first_offset: first, next_offset: next, running, last, at }: Row): LogHead => ({
  topic: String(topic),
  partition: Number(partition),
  first: Number(first),
  next: Number(next),
  running: Buffer.from(running as Uint8Array),
  last: Buffer.from(last as Uint8Array),
  at: Number(at),
})

const lossOf = ({ topic, partition, first_gone: offset, records, at }: Row): AcceptedLoss => ({
  topic: String(topic),
  partition: Number(partition),
  offset: Number(offset),
  records: Number(records),
  at: Number(at),
})

/** Heads in a file of their own, for one process at a time: whoever has the log or the read store of the data folder open. */
export async function openSqliteHeadStore(path: string): Promise<HeadStore> {
  const database = openDurableDatabase(path)
  database.exec(TABLES)
  const insert = database.prepare(
    'insert into head (first_offset, next_offset, running, last, at, topic, partition) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing',
  )
  const update = database.prepare(
    'update head set first_offset = ?, next_offset = ?, running = ?, last = ?, at = ? where topic = ? and partition = ? and running = ?',
  )
  const forget = database.prepare('delete from head where topic = ? and partition = ?')
  const note = database.prepare('insert into accepted_loss (topic, partition, first_gone, records, at) values (?, ?, ?, ?, ?)')
  const inTransaction = (work: () => void): void => {
    database.exec('begin immediate')
    try {
      work()
      database.exec('commit')
    } catch (error) {
      if (database.isTransaction) database.exec('rollback')
      throw error
    }
  }
  return {
    all: async () => database.prepare('select * from head order by topic, partition').all().map(headOf),
    move: async (moves) => {
      inTransaction(() => {
        for (const {
          from,
          head: { topic, partition, first, next, running, last, at },
        } of moves) {
          if (from === undefined) insert.run(first, next, running, last, at, topic, partition)
          else update.run(first, next, running, last, at, topic, partition, from)
        }
      })
    },
    losses: async () => database.prepare('select * from accepted_loss order by id').all().map(lossOf),
    accept: async (losses) => {
      inTransaction(() => {
        for (const { topic, partition, offset, records, at } of losses) {
          forget.run(topic, partition)
          note.run(topic, partition, offset, records, at)
        }
      })
    },
    close: async () => {
      if (database.isOpen) database.close()
    },
  }
}
