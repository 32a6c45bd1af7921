import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as eventLoopTurn } from 'node:timers/promises'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from '@jest/globals'
import { copyData } from '../../infra/backup/copy-data.ts'
import { openSqliteEventLog } from '../../infra/event-log/sqlite/sqlite-event-log.ts'
import { openSqliteVault } from '../../infra/vault/sqlite/vault.ts'
import { fixtureClock } from '../fixtures/clock.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const COPIES = 8
const RECORDS_BEFORE = 3_000

it('has the key of every record that it has, when it is taken in the middle of writing', async () => {
  const { path, remove } = temporaryFolder()
  const data = join(path, 'data')
  const log = await openSqliteEventLog({ folder: join(data, 'log'), clock: fixtureClock() })
  await log.createTopic('case.events', { partitions: 1 })
  const vault = await openSqliteVault({ folder: join(data, 'vault'), masterKeyFile: join(data, 'master.key') })
  let written = 0
  /** A key first, then the record that is sealed under it, as consumers do. */
  const write = async (count: number): Promise<void> => {
    const names = Array.from({ length: count }, (_, at) => `p${String(written + at)}`)
    await vault.keys(
      names.map((person) => ({ case: 'case', person, class: 'VIC_ID' })),
      { create: true },
    )
    await log.append(names.map((key) => ({ topic: 'case.events', key, value: Buffer.alloc(300, 1) })))
    written += count
  }
  for (; written < RECORDS_BEFORE;) await write(500)
  let copying = true
  const writing = (async () => {
    while (copying) {
      await write(3)
      await eventLoopTurn()
    }
  })()
  const counts: number[] = []
  for (let copy = 0; copy < COPIES; copy++) {
    const into = join(path, String(copy))
    mkdirSync(into)
    await copyData(data, into, (file) => vault.copyTo?.(file) ?? Promise.reject(new Error('no copy')))
    const copied = new DatabaseSync(join(into, 'log/events.sqlite'))
    copied.exec(`ATTACH '${join(into, 'vault/vault.sqlite')}' AS vault`)
    const { records, lacking } =
      copied
        .prepare(
          'SELECT count(*) AS records, count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM vault.data_key WHERE person = record.key)) AS lacking FROM record',
        )
        .get() ?? {}
    expect([copied.prepare('PRAGMA quick_check').get(), lacking]).toEqual([{ quick_check: 'ok' }, 0])
    counts.push(Number(records))
    copied.close()
  }
  copying = false
  await writing
  expect(counts).toEqual(counts.toSorted((left, right) => left - right))
  expect(counts.at(-1)).toBeGreaterThan(RECORDS_BEFORE)
  await vault.close()
  await log.close()
  remove()
}, 60_000)
