import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import { AGENCY_REGISTERED } from '../../../core/control/entry.ts'
import { openSqliteEventLog } from '../../../infra/event-log/sqlite/sqlite-event-log.ts'
import { SYSTEM_AGENCY } from '../../../core/case/system-event.ts'
import { CASE_EVENTS, inboxTopic, receiptsTopic, RECORD_TOPICS } from '../../../infra/event-log/topics.ts'
import type { EventLog, LogRecord } from '../../../infra/event-log/port.ts'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { openSqliteVault } from '../../../infra/vault/sqlite/vault.ts'
import { insertMany } from '../../../infra/read-store/insert-many.ts'
import type { ReadStore } from '../../../infra/read-store/port.ts'
import type { ReceiptRecord } from '../../../consumers/intake/receipts/receipt.ts'
import { startIntakeMember } from '../../../consumers/intake/member.ts'
import { startIntake, INTAKE_GROUP, type IntakeDeps } from '../../../consumers/intake/start.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { loadCatalogue, loadRecords, recordOf, schemasFolder } from '../../../schemas/index.ts'
import { createEventForms } from '../../../schemas/codec/avro-form.ts'
import type { Result } from '../../../schemas/codec/errors.ts'
import type { Decoded } from '../../../schemas/codec/resolvers.ts'
import { encodeWire } from '../../../schemas/codec/wire.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import { openTestStore } from '../../fixtures/read-store.ts'
import { fixtureClock } from '../../fixtures/clock.ts'

const valueOf = (decoded: Result<Decoded>): unknown => {
  if (!decoded.ok) throw new Error('A record does not decode.')
  return decoded.value.value
}

interface DemoAgency {
  readonly agency: AgencyId
  readonly name: string
  readonly type: string
  readonly areas: readonly string[]
}

export const demoAgencies = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../demo/agencies.json'), 'utf8'),
) as readonly DemoAgency[]
export const catalogue = loadCatalogue()
const clock = fixtureClock()
export const registry = createFolderRegistry({ folder: schemasFolder, clock })
const forms = createEventForms(catalogue)

/** An inbox record of an event, as its agency's producer makes it. */
export async function inboxRecord(event: AgencyEvent, headers: Readonly<Record<string, string>> = {}) {
  const schema = catalogue.types.get(event.type)
  if (schema === undefined) throw new Error('No such type.')
  return {
    topic: inboxTopic(event.agency),
    key: null,
    value: encodeWire(await registry.idOf(schema.subject), schema.avro, forms.toAvro(event)),
    headers: { ce_specversion: '1.0', ce_id: event.id, ce_source: event.source, ce_type: event.type, ce_time: event.time, ...headers },
  }
}

async function registerAgencies(store: ReadStore): Promise<void> {
  const { avro, fingerprint } = recordOf(loadRecords(), 'agency-registered')
  await store.db.transaction().execute((tx) =>
    insertMany(
      tx,
      'control_entry',
      demoAgencies.map(({ agency, name, type, areas }, index) => ({
        sequence: index + 1,
        type: AGENCY_REGISTERED,
        schema: fingerprint,
        chain: Buffer.alloc(32),
        entry: avro.toBuffer({ at: '2024-01-01T00:00:00.000Z', agency, name, agency_type: type, areas }),
      })),
    ),
  )
}

async function createTopics(log: EventLog): Promise<void> {
  for (const { topic, partitions } of RECORD_TOPICS) await log.createTopic(topic, { partitions })
  const topics = demoAgencies.flatMap(({ agency }) => [inboxTopic(agency), receiptsTopic(agency)])
  for (const topic of topics) await log.createTopic(topic, { partitions: 1 })
}

export async function readTopic(log: EventLog, topic: string): Promise<readonly LogRecord[]> {
  const ranges = await log.ranges(topic)
  return (await Promise.all(ranges.map(({ partition, start, end }) => log.read(topic, partition, start, end - start)))).flat()
}

/** Resolves when intake has committed everything that is in the inboxes; rejects when it ends before. */
export async function settled(log: EventLog, done: Promise<void>): Promise<void> {
  const behind = async (): Promise<boolean> => {
    for (const { topic } of await log.topics()) {
      if (!/^agency\..*\.events$/.test(topic)) continue
      const [range] = await log.ranges(topic)
      if (range !== undefined && range.end > 0 && ((await log.committed(INTAKE_GROUP, topic, 0)) ?? 0) < range.end) return true
    }
    return false
  }
  let failure: unknown
  done.catch((error: unknown) => {
    failure = error
  })
  while (await behind()) {
    if (failure !== undefined) throw new Error('Intake has stopped.', { cause: failure })
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The parts of an embedded installation in a folder, without the control consumer: its agencies are registered. */
export async function openInstallation(folder: string) {
  const log = await openSqliteEventLog({ folder: join(folder, 'log'), clock })
  const store = await openTestStore(join(folder, 'store'))
  const vault = await openSqliteVault({ folder: join(folder, 'vault'), masterKeyFile: join(folder, 'master.key') })
  const records = createRecordCodec(registry)
  await createTopics(log)
  if (store.fresh) await registerAgencies(store)
  const deps: IntakeDeps = { log, store, vault, registry, catalogue, clock, ids: randomUUID, logger: createLog('silent') }
  return {
    ...deps,
    records,
    intake: (more: Partial<IntakeDeps> = {}) => startIntake({ ...deps, ...more }),
    member: (more: Partial<IntakeDeps> = {}) => startIntakeMember({ ...deps, ...more }),
    async publish(events: readonly AgencyEvent[], headers: Readonly<Record<string, string>> = {}) {
      return log.append(await Promise.all(events.map((event) => inboxRecord(event, headers))))
    },
    /** Publishes, runs an intake until it has taken everything, and stops it. */
    async take(events: readonly AgencyEvent[], more: Partial<IntakeDeps> = {}) {
      if (events.length > 0) await this.publish(events)
      const consumer = await startIntake({ ...deps, ...more })
      await settled(log, consumer.done)
      await consumer.stop()
    },
    /** Receipts of every agency. */
    async receipts(): Promise<readonly ReceiptRecord[]> {
      return (await Promise.all(demoAgencies.map(({ agency }) => this.entries<ReceiptRecord>(receiptsTopic(agency))))).flat()
    },
    /** Which events share a case, and which wait: the same whatever the random ids. */
    async partition(): Promise<readonly string[]> {
      const groups = new Map<string, Set<string>>()
      for (const { index } of await this.entries<CaseEventRecord>(CASE_EVENTS)) {
        if (index.agency === SYSTEM_AGENCY) continue
        groups.set(index.case_log, (groups.get(index.case_log) ?? new Set()).add(index.event_id))
      }
      return [...groups.values()].map((ids) => [...ids].sort().join(' ')).sort()
    },
    /** Records of one of our logs, decoded. */
    async entries<T>(topic: string): Promise<readonly T[]> {
      return Promise.all((await readTopic(log, topic)).map(async ({ value }) => valueOf(await records.decode(value)) as T))
    },
    async close() {
      await log.close()
      await store.close()
      await vault.close()
    },
  }
}

export type Installation = Awaited<ReturnType<typeof openInstallation>>
