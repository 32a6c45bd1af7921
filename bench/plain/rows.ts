import avro, { type Type } from 'avsc'
import { hash } from 'node:crypto'
import type { CaseHead } from '../../core/case/fold-log.ts'
import { writeHeads } from '../../consumers/timeline/case-heads.ts'
import type { CaseEventRecord } from '../../core/case/index-part.ts'
import type { Batch } from '../../infra/event-log/port.ts'
import { LINKS_EVENTS } from '../../infra/event-log/topics.ts'
import { insertMany } from '../../infra/read-store/insert-many.ts'
import type { ReadStoreDb, ReadStoreTx } from '../../infra/read-store/port.ts'
import type { CaseEventTable, CasePartTable, ConsumerOffsetTable } from '../../infra/read-store/tables.ts'
import type { Plan } from './plan.ts'
import type { PlainSeal } from './sealing.ts'

/** Inserts the rows that the system inserts, each batch in one transaction with its offsets. */
export interface PlainRows {
  insertLinks(planned: readonly Plan[]): Promise<void>
  insertEvents(batches: readonly Batch[], planOf: (eventId: string) => Plan): Promise<void>
}

const HEADER_BYTES = 5
const sha256 = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer')

export function createPlainRows(db: ReadStoreDb, caseType: Type, seal: PlainSeal): PlainRows {
  if (!(caseType instanceof avro.types.RecordType)) throw new TypeError('CaseEvent is not a record.')
  const indexType = caseType.field('index').type
  const heads = new Map<string, CaseHead>()
  let links = 0

  const moveOffsets = (tx: ReadStoreTx, rows: readonly ConsumerOffsetTable[]): Promise<unknown> =>
    tx
      .insertInto('consumer_offset')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['consumer', 'topic', 'partition'])
          .doUpdateSet((excluded) => ({ next_offset: excluded.ref('excluded.next_offset') })),
      )
      .execute()

  return {
    insertLinks: (planned) =>
      db.transaction().execute(async (tx) => {
        links += planned.length
        await moveOffsets(tx, [{ consumer: 'plain-links', topic: LINKS_EVENTS, partition: 0, next_offset: links }])
        const rows = planned.map((plan) => plan.links)
        await insertMany(
          tx,
          'link_claim',
          rows.flatMap(({ claims }) => claims),
        )
        await insertMany(
          tx,
          'link_person',
          rows.flatMap(({ persons }) => persons),
          { ignoreRepeats: true },
        )
        await insertMany(
          tx,
          'link_token',
          rows.flatMap(({ tokens }) => tokens),
          { ignoreRepeats: true },
        )
        await insertMany(
          tx,
          'link_proceeding',
          rows.flatMap(({ proceedings }) => proceedings),
          { ignoreRepeats: true },
        )
      }),
    insertEvents: (batches, planOf) => {
      const events: CaseEventTable[] = []
      const parts: CasePartTable[] = []
      const candidates: Plan['candidates'][number][] = []
      const touched = new Map<string, CaseHead>()
      for (const { value } of batches.flatMap(({ records }) => records)) {
        const record = caseType.fromBuffer(value.subarray(HEADER_BYTES)) as CaseEventRecord
        const { case_log: caseLog, agency, system, event_id: eventId, type, schema } = record.index
        const plan = planOf(eventId)
        const indexPart = indexType.toBuffer(record.index)
        const head = heads.get(caseLog)
        const sequence = (head?.sequence ?? 0) + 1
        const chain = sha256(head === undefined ? indexPart : Buffer.concat([head.chain, indexPart]))
        heads.set(caseLog, { sequence, chain })
        touched.set(caseLog, { sequence, chain })
        const hashes = record.parts.map(({ sealed }) => sha256(sealed))
        events.push({
          case_log: caseLog,
          sequence,
          agency,
          system,
          event_id: eventId,
          type,
          record_schema: schema,
          index_part: indexPart,
          part_hashes: Buffer.concat(hashes),
          chain,
          warnings: '[]',
        })
        const hashOf = new Map<string, Buffer>()
        for (const [at, { owner, class: sensitivity, sealed }] of record.parts.entries()) {
          const hashed = hashes[at] ?? Buffer.alloc(0)
          hashOf.set(`${owner} ${sensitivity}`, hashed)
          parts.push({ case_log: caseLog, sequence, owner, class: sensitivity, form: 'plain', hash: hashed, sealed })
        }
        for (const part of plan.reduced) {
          const { owner, class: sensitivity, sealed } = seal(caseLog, part)
          parts.push({
            case_log: caseLog,
            sequence,
            owner,
            class: sensitivity,
            form: 'reduced',
            hash: hashOf.get(`${owner} ${sensitivity}`) ?? Buffer.alloc(0),
            sealed,
          })
        }
        candidates.push(...plan.candidates)
      }
      return db.transaction().execute(async (tx) => {
        await moveOffsets(
          tx,
          batches.map(({ topic, partition, records }) => ({
            consumer: 'plain-rows',
            topic,
            partition,
            next_offset: (records.at(-1)?.offset ?? 0) + 1,
          })),
        )
        await insertMany(tx, 'case_event', events)
        await insertMany(tx, 'case_part', parts)
        await insertMany(tx, 'case_candidate', candidates, { ignoreRepeats: true })
        await writeHeads(tx, touched)
      })
    },
  }
}
