import { randomBytes } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTransparencyLog } from '../../../consumers/transparency-log/start.ts'
import { verifyTransparencyLog } from '../../../consumers/transparency-log/verify.ts'
import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { openCheckpoint, type Checkpoint } from '../../../core/transparency-log/notes/checkpoint.ts'
import type { Consumer, EventLog } from '../../../infra/event-log/port.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import { logSigner } from '../../../infra/transparency-log/signing-key.ts'
import { openSqliteTransparencyLog } from '../../../infra/transparency-log/sqlite/store.ts'
import { schemasFolder } from '../../../schemas/index.ts'
import { accessRecord, appendAccessRecords } from '../../fixtures/access-records.ts'
import { fixtureClock } from '../../fixtures/clock.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

export const ORIGIN = 'log.norshire.example/reads'
const PATIENCE_MS = 10_000

/** access.log and the transparency log of one installation, in a folder, with a key of their own. */
export async function openWorld() {
  const folder = temporaryFolder()
  const logged: string[] = []
  const clock = fixtureClock()
  const logger = createLog('info', { write: (line) => void logged.push(line) })
  const registry = createFolderRegistry({ folder: schemasFolder, clock })
  const codec = createRecordCodec(registry)
  const secret = randomBytes(32)
  const vault = { secret: async () => secret }
  const place = (name: string): string => join(folder.path, name)
  let log: EventLog
  let store: TransparencyLogStore
  let consumer: Consumer | undefined
  const open = async (): Promise<void> => {
    log = await openSqliteEventLog({ folder: place('log'), clock })
    await log.createTopic(ACCESS_LOG, { partitions: 1 })
    store = await openSqliteTransparencyLog(place('transparency-log'))
  }
  const close = async (): Promise<void> => {
    await consumer?.stop()
    consumer = undefined
    await store.close()
    await log.close()
  }
  await open()
  return {
    logged,
    codec,
    place,
    get log() {
      return log
    },
    get store() {
      return store
    },
    append: (records: readonly AccessRecord[]) => appendAccessRecords(log, codec, records),
    /** Records `from` up to before `to`, always the same. */
    appendRange: (from: number, to: number) =>
      appendAccessRecords(
        log,
        codec,
        Array.from({ length: to - from }, (_, at) => accessRecord(from + at)),
      ),
    start: async (logOrigin = ORIGIN): Promise<Consumer> =>
      (consumer = await startTransparencyLog({ log, transparencyLog: store, logOrigin, vault, registry, logger, signEveryMs: 50 })),
    stop: async (): Promise<void> => {
      await consumer?.stop()
      consumer = undefined
    },
    verify: () => verifyTransparencyLog({ log, transparencyLog: store, vault, registry }),
    /** Waits until a checkpoint of so many leaves is signed; resolves with it, checked. */
    signed: async (size: number): Promise<Checkpoint> => {
      const until = performance.now() + PATIENCE_MS
      const { key } = await logSigner(vault, ORIGIN)
      for (;;) {
        const note = (await store.signed())?.note
        const opened = note === undefined ? undefined : openCheckpoint(Buffer.from(note, 'utf8'), [key])
        if (typeof opened === 'object' && opened.checkpoint.size === size) return opened.checkpoint
        if (performance.now() > until) throw new Error('The checkpoint was not signed in time.')
        await sleep(10)
      }
    },
    /** Does something to the files while nothing has them open. */
    between: async (change: () => void): Promise<void> => {
      await close()
      change()
      await open()
    },
    copy: (from: string, to: string): void => {
      rmSync(place(to), { recursive: true, force: true })
      cpSync(place(from), place(to), { recursive: true })
    },
    close: async (): Promise<void> => {
      await close()
      folder.remove()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
