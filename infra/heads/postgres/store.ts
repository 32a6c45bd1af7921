import { DatabaseError } from '../../database/address.ts'
import { createPool } from '../../database/pool.ts'
import { inTransaction, runOn } from '../../database/run.ts'
import { prepareSchema } from '../../database/schema.ts'
import type { AcceptedLoss, HeadStore, LogHead } from '../port.ts'
import { headMigrations } from './migrations.ts'

type Row = Readonly<Record<string, unknown>>

const headOf = ({ topic, partition, first_offset: first, next_offset: next, running, last, at }: Row): LogHead => ({
  topic: String(topic),
  partition: Number(partition),
  first: Number(first),
  next: Number(next),
  running: running as Buffer,
  last: last as Buffer,
  at: Number(at),
})

const lossOf = ({ topic, partition, first_gone: offset, records, at }: Row): AcceptedLoss => ({
  topic: String(topic),
  partition: Number(partition),
  offset: Number(offset),
  records: Number(records),
  at: Number(at),
})

const columns = (heads: readonly LogHead[]): readonly unknown[] => [
  heads.map(({ topic }) => topic),
  heads.map(({ partition }) => partition),
  heads.map(({ first }) => first),
  heads.map(({ next }) => next),
  heads.map(({ running }) => running),
  heads.map(({ last }) => last),
  heads.map(({ at }) => at),
]

const COLUMNS = 'topic, partition, first_offset, next_offset, running, last, at'
const TYPES = '$1::text[], $2::integer[], $3::bigint[], $4::bigint[], $5::bytea[], $6::bytea[], $7::bigint[]'

/** Heads in PostgreSQL, schema `heads`, apart from the timeline's that a rebuild throws away; for any number of processes. Throws DatabaseError. */
export async function openPostgresHeadStore({
  url,
}: {
  /** `postgres://user:password@host:port/database` */ readonly url: string
}): Promise<HeadStore> {
  const pool = createPool({ url, connections: 1 })
  try {
    await inTransaction(pool, (run) => prepareSchema(run, { schema: 'heads', migrations: headMigrations }))
  } catch (error) {
    await pool.end()
    if (error instanceof DatabaseError) throw error
    throw new DatabaseError(
      'unreachable',
      'The database of the heads of the logs does not answer, or does not let this user in. Is it running, and is the address right?',
      { cause: error },
    )
  }
  const run = runOn(pool)
  let closed: Promise<void> | undefined
  return {
    all: async () => (await run('select * from heads.head order by topic, partition')).map(headOf),
    move: async (moves) => {
      const first = moves.filter(({ from }) => from === undefined).map(({ head }) => head)
      const later = moves.filter(({ from }) => from !== undefined)
      if (first.length > 0)
        await run(`insert into heads.head (${COLUMNS}) select * from unnest(${TYPES}) on conflict do nothing`, columns(first))
      if (later.length === 0) return
      await run(
        `update heads.head as stored set next_offset = moved.next_offset, running = moved.running, last = moved.last, at = moved.at
        from unnest(${TYPES}, $8::bytea[]) as moved(${COLUMNS}, before)
        where stored.topic = moved.topic and stored.partition = moved.partition and stored.running = moved.before`,
        [...columns(later.map(({ head }) => head)), later.map(({ from }) => from)],
      )
    },
    losses: async () => (await run('select * from heads.accepted_loss order by id')).map(lossOf),
    accept: (losses) =>
      inTransaction(pool, async (within) => {
        for (const { topic, partition, offset, records, at } of losses) {
          await within('delete from heads.head where topic = $1 and partition = $2', [topic, partition])
          await within('insert into heads.accepted_loss (topic, partition, first_gone, records, at) values ($1, $2, $3, $4, $5)', [
            topic,
            partition,
            offset,
            records,
            at,
          ])
        }
      }),
    close: () => (closed ??= pool.end()),
  }
}
