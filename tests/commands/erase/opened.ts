import { identityAad } from '../../../consumers/intake/seal-parts.ts'
import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import type { LinkClaimRecord } from '../../../core/linking/claim-record.ts'
import { partAad } from '../../../core/sealing/part-key.ts'
import { open, sealingKey } from '../../../core/sealing/seal.ts'
import type { WaitingEvent } from '../../../infra/event-log/unlinked-events.ts'
import { CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS } from '../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { partKeys } from '../../../infra/vault/part-keys.ts'
import { unlinkedAad, unlinkedScope } from '../../../infra/vault/unlinked-scope.ts'
import type { Parts } from '../../../commands/parts.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'

async function valuesOf({ log, registry }: Parts, topic: string): Promise<readonly { subject: string; value: unknown }[]> {
  const decoder = createRecordCodec(registry)
  const found = []
  for (const { partition, start, end } of await log.ranges(topic)) {
    for (const { value } of await log.read(topic, partition, start, Math.max(end - start, 1))) {
      const decoded = await decoder.decode(value)
      if (decoded.ok) found.push({ subject: decoded.value.subject, value: decoded.value.value })
    }
  }
  return found
}

/** Everything that the logs and the read store hold and that opens with any key of the vault, as one text. */
export async function openedText(parts: Parts): Promise<string> {
  const { vault, store } = parts
  const texts: string[] = []
  const tryPart = async (
    event: Pick<CaseEventRecord['index'], 'agency' | 'system' | 'event_id'>,
    scope: { case: string; person: string; class: string },
    aad: string,
    sealed: Buffer,
  ): Promise<void> => {
    if (sealed.length === 0) return
    const keys = await partKeys(vault, [{ event, scope }], [], { create: false })
    const key = keys.opening({ event, scope }, sealed)
    if (key !== undefined) texts.push(open(key, aad, sealed).toString('latin1'))
  }
  for (const { value } of await valuesOf(parts, CASE_EVENTS)) {
    const { index, parts: sealedParts } = value as CaseEventRecord
    const { agency, system, event_id: eventId, case_log: caseLog } = index
    for (const { owner, class: kind, sealed } of sealedParts)
      await tryPart(
        index,
        { case: caseLog, person: owner, class: kind },
        partAad({ agency, system, eventId, owner, class: kind, form: 'plain' }),
        sealed,
      )
  }
  for (const { subject, value } of await valuesOf(parts, LINKS_EVENTS)) {
    if (subject !== SUBJECTS.linkClaim) continue
    const claim = value as LinkClaimRecord
    for (const { owner, class: kind, sealed } of claim.parts)
      await tryPart(claim, { case: claim.case_log, person: owner, class: kind }, identityAad(claim, owner, kind), sealed)
  }
  for (const { value } of await valuesOf(parts, UNLINKED_EVENTS)) {
    const { agency, system, event_id: id, sealed } = value as WaitingEvent & { sealed: Buffer }
    const [key] = await vault.keys([unlinkedScope(agency, system, id)], { create: false })
    if (Buffer.isBuffer(key)) texts.push(open(sealingKey(key), unlinkedAad(agency, system, id), sealed).toString('latin1'))
  }
  const rows = await store.db
    .selectFrom('case_part as p')
    .innerJoin('case_event as e', (join) => join.onRef('e.case_log', '=', 'p.case_log').onRef('e.sequence', '=', 'p.sequence'))
    .select(['p.case_log', 'p.owner', 'p.class', 'p.form', 'p.sealed', 'e.agency', 'e.system', 'e.event_id'])
    .execute()
  for (const { case_log: caseLog, owner, class: kind, form, sealed, ...event } of rows)
    await tryPart(
      event,
      { case: caseLog, person: owner, class: kind },
      partAad({ agency: event.agency, system: event.system, eventId: event.event_id, owner, class: kind, form }),
      sealed,
    )
  return texts.join('\n')
}
