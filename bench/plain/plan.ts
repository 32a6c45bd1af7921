import { candidatesOf } from '../../core/case/candidates.ts'
import type { CaseEventRecord, IndexPart, SealedPart } from '../../core/case/index-part.ts'
import type { LinkClaimRecord } from '../../core/linking/claim-record.ts'
import { valuesOf, type PartValues } from '../../core/parts/split.ts'
import { partAad } from '../../core/sealing/part-key.ts'
import { open } from '../../core/sealing/seal.ts'
import type { ReceiptRecord } from '../../consumers/intake/receipts/receipt.ts'
import { linkRows, type LinkRows } from '../../consumers/intake/link-rows.ts'
import type { Parts } from '../../commands/parts.ts'
import type { LogRecord } from '../../infra/event-log/port.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { CASE_EVENTS, INBOX_PATTERN, LINKS_EVENTS, receiptsTopic } from '../../infra/event-log/topics.ts'
import type { EventIdentity } from '../../infra/vault/event-scope.ts'
import { partKeys } from '../../infra/vault/part-keys.ts'
import type { CaseCandidateTable } from '../../infra/read-store/tables.ts'
import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import { agencyNamed } from '../../tests/fixtures/ids.ts'

/** What is to be sealed. */
export interface PlannedPart {
  readonly owner: PersonId | ''
  readonly class: string
  readonly values: PartValues
}

/** What the system made of an event, for plain code to make again without working anything out. */
export interface Plan {
  readonly claim: Omit<LinkClaimRecord, 'parts'>
  readonly identities: readonly PlannedPart[]
  readonly links: LinkRows
  readonly index: IndexPart
  readonly parts: readonly PlannedPart[]
  readonly reduced: readonly PlannedPart[]
  readonly candidates: readonly CaseCandidateTable[]
  readonly receipt: ReceiptRecord
}

/** Reads what the system wrote since the last call: plans by event id. */
export type TakePlans = () => Promise<ReadonlyMap<string, Plan>>

export async function createPlanner({ log, store, vault, registry }: Parts): Promise<TakePlans> {
  const records = createRecordCodec(registry)
  const read = new Map<string, number>()

  /** Records of a topic since the last call. */
  const news = async (topic: string): Promise<readonly LogRecord[]> =>
    (
      await Promise.all(
        (await log.ranges(topic)).map(async ({ partition, end }) => {
          const from = read.get(`${topic} ${partition}`) ?? 0
          read.set(`${topic} ${partition}`, end)
          return from === end ? [] : log.read(topic, partition, from, end - from)
        }),
      )
    ).flat()
  const decoded = async <T>(topic: string): Promise<readonly T[]> =>
    Promise.all(
      (await news(topic)).map(async ({ value }) => {
        const record = await records.decode(value)
        if (!record.ok) throw new Error('A record does not decode.')
        return record.value.value as T
      }),
    )

  const opened = async (caseLog: CaseLogId, event: EventIdentity, part: SealedPart, aad: string): Promise<PlannedPart> => {
    const keyed = { event, scope: { case: caseLog, person: part.owner, class: part.class } }
    const key = (await partKeys(vault, [keyed], [], { create: false })).opening(keyed, part.sealed)
    if (key === undefined) throw new Error('A part has no key.')
    return { owner: part.owner, class: part.class, values: valuesOf(open(key, aad, part.sealed)) }
  }
  const openedParts = (index: IndexPart, parts: readonly SealedPart[], form: 'plain' | 'reduced'): Promise<readonly PlannedPart[]> =>
    Promise.all(
      parts.map((part) =>
        opened(
          index.case_log,
          index,
          part,
          partAad({ agency: index.agency, system: index.system, eventId: index.event_id, owner: part.owner, class: part.class, form }),
        ),
      ),
    )
  const openedClaim = async ({ parts, ...claim }: LinkClaimRecord) => ({
    claim,
    identities: await Promise.all(
      parts.map((part) =>
        opened(claim.case_log, claim, part, ['link', claim.agency, claim.system, claim.event_id, part.owner, part.class].join('\n')),
      ),
    ),
    links: linkRows([{ kind: 'claim', sequence: 0, claim, changed: new Set(parts.map(({ owner }) => owner)) }], () => false),
  })
  const reducedOf = async (index: IndexPart): Promise<readonly SealedPart[]> =>
    store.db
      .selectFrom('case_part')
      .innerJoin('case_event', (join) =>
        join.onRef('case_event.case_log', '=', 'case_part.case_log').onRef('case_event.sequence', '=', 'case_part.sequence'),
      )
      .select(['owner', 'class', 'sealed'])
      .where('form', '=', 'reduced')
      .where('case_event.case_log', '=', index.case_log)
      .where('agency', '=', index.agency)
      .where('system', '=', index.system)
      .where('event_id', '=', index.event_id)
      .execute()

  return async () => {
    const inboxes = (await log.topics()).flatMap(({ topic }) => INBOX_PATTERN.exec(topic)?.[1] ?? [])
    const receipts = new Map(
      (await Promise.all(inboxes.map((agency) => decoded<ReceiptRecord>(receiptsTopic(agencyNamed(agency))))))
        .flat()
        .map((receipt) => [receipt.event_id, receipt]),
    )
    const claims = new Map(
      (await decoded<LinkClaimRecord>(LINKS_EVENTS)).filter(({ event_id: id }) => id !== undefined).map((claim) => [claim.event_id, claim]),
    )
    const plans = (await decoded<CaseEventRecord>(CASE_EVENTS)).map(
      async ({ index, parts }): Promise<readonly [string, Plan] | undefined> => {
        const claim = claims.get(index.event_id)
        const receipt = receipts.get(index.event_id)
        if (claim === undefined || receipt === undefined) return undefined
        return [
          index.event_id,
          {
            ...(await openedClaim(claim)),
            index,
            receipt,
            parts: await openedParts(index, parts, 'plain'),
            reduced: await openedParts(index, await reducedOf(index), 'reduced'),
            candidates: candidatesOf(index).map((candidate) => ({ case_log: index.case_log, ...candidate })),
          },
        ]
      },
    )
    return new Map((await Promise.all(plans)).filter((plan) => plan !== undefined))
  }
}
