import { DatabaseError } from '../../database/address.ts'
import { createPool } from '../../database/pool.ts'
import { inTransaction, runOn, type Run } from '../../database/run.ts'
import { prepareSchema } from '../../database/schema.ts'
import { fenced, rolledBack } from '../errors.ts'
import { fileOf, tileAt } from '../file-of.ts'
import type { LogExtension, SignedCheckpoint, TransparencyLogStore } from '../port.ts'
import { transparencyLogMigrations } from './migrations.ts'

type Kind = 'signed' | 'cosigned'

/** One that writes, and one for who asks meanwhile. */
const CONNECTIONS = 2

async function extend(run: Run, { from, to, leaves, tiles }: LogExtension): Promise<void> {
  const moved = await run(
    'update transparency.log_position set size = $1, next_offset = $2 where size = $3 and next_offset = $4 returning id',
    [to.size, to.offset, from.size, from.offset],
  )
  if (moved.length === 0) throw fenced()
  await run('insert into transparency.leaf (leaf_index, hash, entry) select * from unnest($1::bigint[], $2::bytea[], $3::bytea[])', [
    leaves.map((_, at) => from.size + at),
    leaves.map(({ hash }) => hash),
    leaves.map(({ entry }) => entry),
  ])
  const places = tiles.map(({ path }) => tileAt(path))
  await run(
    `insert into transparency.tile (level, tile_index, hashes) select * from unnest($1::integer[], $2::bigint[], $3::bytea[])
    on conflict (level, tile_index) do update set hashes = excluded.hashes`,
    [places.map(({ level }) => level), places.map(({ index }) => index), tiles.map(({ bytes }) => bytes)],
  )
}

async function keep(run: Run, kind: Kind, { size, note }: SignedCheckpoint): Promise<void> {
  const kept = await run(
    `insert into transparency.checkpoint (kind, size, note) values ($1, $2, $3)
    on conflict (kind) do update set size = excluded.size, note = excluded.note where excluded.size >= checkpoint.size returning kind`,
    [kind, size, note],
  )
  if (kept.length === 0) throw rolledBack()
}

function reads(run: Run): Omit<TransparencyLogStore, 'extend' | 'sign' | 'cosign' | 'close'> {
  const checkpoint = async (kind: Kind): Promise<SignedCheckpoint | undefined> => {
    const [found] = await run('select size, note from transparency.checkpoint where kind = $1', [kind])
    return found && { size: Number(found.size), note: String(found.note) }
  }
  return {
    position: async () => {
      const [row] = await run('select size, next_offset from transparency.log_position')
      return { size: Number(row?.size), offset: Number(row?.next_offset) }
    },
    file: (wanted) =>
      fileOf(wanted, {
        tile: async ({ level, index }) => {
          const [row] = await run('select hashes from transparency.tile where level = $1 and tile_index = $2', [level, index])
          return row?.hashes as Buffer | undefined
        },
        entries: async (start, count) => {
          const rows = await run(
            'select entry from transparency.leaf where leaf_index >= $1::bigint and leaf_index < $2::bigint order by leaf_index',
            [start, start + count],
          )
          return rows.map(({ entry }) => entry as Buffer)
        },
      }),
    indexesOf: async (hashes) => {
      if (hashes.length === 0) return new Map()
      const rows = await run('select hash, leaf_index from transparency.leaf where hash = any($1::bytea[])', [hashes])
      return new Map(rows.map(({ hash, leaf_index: index }) => [(hash as Buffer).toString('hex'), Number(index)]))
    },
    signed: () => checkpoint('signed'),
    cosigned: () => checkpoint('cosigned'),
  }
}

/** The transparency log in PostgreSQL, schema `transparency`, for one writer and any number of readers. Throws DatabaseError. */
export async function openPostgresTransparencyLog({
  url,
}: {
  /** `postgres://user:password@host:port/database` */ readonly url: string
}): Promise<TransparencyLogStore> {
  const pool = createPool({ url, connections: CONNECTIONS })
  try {
    await inTransaction(pool, (run) => prepareSchema(run, { schema: 'transparency', migrations: transparencyLogMigrations }))
  } catch (error) {
    await pool.end()
    if (error instanceof DatabaseError) throw error
    throw new DatabaseError(
      'unreachable',
      'The database of the transparency log does not answer, or does not let this user in. Is it running, and is the address right?',
      { cause: error },
    )
  }
  const run = runOn(pool)
  let closed: Promise<void> | undefined
  return {
    ...reads(run),
    extend: (extension) => inTransaction(pool, (within) => extend(within, extension)),
    sign: (checkpoint) => keep(run, 'signed', checkpoint),
    cosign: (checkpoint) => keep(run, 'cosigned', checkpoint),
    close: () => (closed ??= pool.end()),
  }
}
