import type { AgencyId } from '../../schemas/ids.ts'
import { loadCatalogue, loadRecords, recordOf } from '../../schemas/index.ts'
import { encodeWire } from '../../schemas/codec/wire.ts'
import type { Batch } from '../../infra/event-log/port.ts'
import { CASE_EVENTS, inboxTopic, LINKS_EVENTS, receiptsTopic, RECORD_TOPICS } from '../../infra/event-log/topics.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { Column } from '../columns/column.ts'
import { createProgress, observedLog, type Progress } from '../system/observed-log.ts'
import type { PlainLog } from './log.ts'
import type { Plan } from './plan.ts'
import { createPlainRows } from './rows.ts'
import { createPlainSeal } from './sealing.ts'

/** Ceiling from inbox to read store: decodes, seals, appends and inserts what the system did, over the same hops, and works nothing out. */
export interface PlainPipeline {
  readonly log: PlainLog
  readonly progress: Progress
  /** What comes next in the inboxes, by event id. */
  expect(plans: ReadonlyMap<string, Plan>): void
  close(): Promise<void>
}

export const PLAIN_GROUPS = ['plain-links', 'plain-rows'] as const
const HEADER_BYTES = 5

export async function openPlainPipeline(
  column: Column,
  folder: string,
  agencies: readonly AgencyId[],
  registry: SchemaRegistry,
): Promise<PlainPipeline> {
  const progress = createProgress()
  const log = observedLog(await column.openPlainLog(folder), progress.onHandled)
  const inboxes = agencies.map((agency) => inboxTopic(agency))
  const single = [...inboxes, ...agencies.map(receiptsTopic)].map((topic) => ({ topic, partitions: 1 }))
  for (const { topic, partitions } of [...RECORD_TOPICS, ...single]) await log.createTopic(topic, { partitions })
  const store = await column.openPlainStore(folder)
  const typesById = new Map(
    await Promise.all([...loadCatalogue().types.values()].map(async ({ subject, avro }) => [await registry.idOf(subject), avro] as const)),
  )
  const wireOf = async (name: string) => {
    const { avro, subject } = recordOf(loadRecords(), name)
    const id = await registry.idOf(subject)
    return { avro, encode: (value: unknown) => encodeWire(id, avro, value) }
  }
  const [claimType, caseType, receiptType] = await Promise.all([wireOf('link-claim'), wireOf('case-event'), wireOf('receipt')])
  const seal = createPlainSeal()
  const rows = createPlainRows(store.db, caseType.avro, seal)
  let plans: ReadonlyMap<string, Plan> = new Map()
  const planOf = (id: string | undefined): Plan => {
    const plan = plans.get(id ?? '')
    if (plan === undefined) throw new RangeError('An event that was not expected.')
    return plan
  }

  const link = async (batches: readonly Batch[]): Promise<void> => {
    const planned = batches.flatMap(({ records }) =>
      records.map(({ value, headers }) => {
        const data: unknown = typesById.get(value.readInt32BE(1))?.fromBuffer(value.subarray(HEADER_BYTES))
        if (data === undefined) throw new RangeError('An unknown schema.')
        return planOf(headers.ce_id)
      }),
    )
    await log.append(
      planned.map(({ claim, identities }) => ({
        topic: LINKS_EVENTS,
        key: null,
        value: claimType.encode({ ...claim, parts: identities.map((part) => seal(claim.case_log, part)) }),
      })),
    )
    await rows.insertLinks(planned)
    await log.append(
      planned.map(({ index, parts }) => ({
        topic: CASE_EVENTS,
        key: index.case_log,
        value: caseType.encode({ index, parts: parts.map((part) => seal(index.case_log, part)) }),
      })),
    )
    await log.append(
      planned.map(({ receipt }) => ({
        topic: receipt.inbox.topic.replace('.events', '.receipts'),
        key: null,
        value: receiptType.encode(receipt),
      })),
    )
    await log.commit(
      'plain-links',
      batches.map(({ topic, partition, records }) => ({ topic, partition, offset: (records.at(-1)?.offset ?? 0) + 1 })),
    )
  }
  const nowhere = async (): Promise<undefined> => undefined
  await log.consume({ group: 'plain-links', topics: inboxes, position: nowhere, handle: link })
  await log.consume({
    group: 'plain-rows',
    topics: [CASE_EVENTS],
    position: nowhere,
    handle: (batches) => rows.insertEvents(batches, (id) => planOf(id)),
  })
  return {
    log,
    progress,
    expect: (next) => {
      plans = next
    },
    close: async () => {
      await log.close()
      await store.close()
    },
  }
}
