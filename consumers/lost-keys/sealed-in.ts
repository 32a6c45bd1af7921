import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { bindingOf } from '../../core/access-log/binding.ts'
import { SUBJECTS } from '../../schemas/generated/records.ts'
import type { CaseEventRecord } from '../../core/case/index-part.ts'
import type { LinkClaimRecord } from '../../core/linking/claim-record.ts'
import type { LinkDecidedRecord } from '../../core/linking/decision.ts'
import { SealError } from '../../core/sealing/seal.ts'
import { isCommandOpening, openingReference, REFERENCE_SCOPE } from '../../infra/access-log/opening.ts'
import type { WaitingEvent } from '../../infra/event-log/unlinked-events.ts'
import { scopesOf } from '../../infra/vault/part-keys.ts'
import { EVENT_CLASS } from '../../infra/vault/event-scope.ts'
import type { KeyScope } from '../../infra/vault/port.ts'
import { unlinkedScope, WAITING_CLASS } from '../../infra/vault/unlinked-scope.ts'
import type { Decoded } from '../../schemas/codec/resolvers.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** Something sealed in a record of a log: the scopes of the keys that it needs, all of them. */
export interface SealedIn {
  readonly scopes: readonly KeyScope[]
  /** True where the event is in its log for good; false of a claim, whose event may still have to be sealed. */
  readonly final: boolean
  /** The case log of an event, a claim or a decision. */
  readonly caseLog?: CaseLogId
  /** Of an event that waits: when it is claimed, its key was destroyed, and what it says is in its case. */
  readonly waits?: string
}

/** Name of an event, for `waits`. */
export const eventName = ({ agency, system, event_id: id }: Pick<WaitingEvent, 'agency' | 'system' | 'event_id'>): string =>
  `${agency}/${system}/${id}`

/** The event that an entry of links.events claims for a case, by `eventName`; undefined for any other record. */
export const claimedIn = ({ subject, value }: Decoded): string | undefined =>
  subject === SUBJECTS.linkClaim ? eventName(value as LinkClaimRecord) : undefined

function inCaseEvent({ index, parts }: CaseEventRecord): readonly SealedIn[] {
  return parts.map(({ owner, class: sensitivity, sealed }) => ({
    scopes: scopesOf({ event: index, scope: { case: index.case_log, person: owner, class: sensitivity } }, sealed),
    final: true,
    caseLog: index.case_log,
  }))
}

function inLinks(entry: LinkClaimRecord | LinkDecidedRecord): readonly SealedIn[] {
  return entry.parts.map(({ owner, class: sensitivity, sealed }) => ({
    scopes: scopesOf({ event: entry, scope: { case: entry.case_log, person: owner, class: sensitivity } }, sealed),
    final: false,
    ...(entry.case_log === '' ? {} : { caseLog: entry.case_log }),
  }))
}

/** The keys of a record's two openings, as far as its references to them can be read. `reference`: the key of the references. */
function inAccessRecord(record: AccessRecord, reference: Buffer | undefined): readonly SealedIn[] {
  if (isCommandOpening(record.opening_actor) && isCommandOpening(record.opening_case)) return []
  if (reference === undefined) return [{ scopes: [REFERENCE_SCOPE], final: false }]
  const binding = bindingOf(record)
  return (
    [
      ['actor', record.opening_actor],
      ['case', record.opening_case],
    ] as const
  ).flatMap(([part, opening]) => {
    try {
      return [{ scopes: [{ ...REFERENCE_SCOPE, case: openingReference(binding, part, reference, opening) }], final: false }]
    } catch (error) {
      // Altered, or of before a loss: the replay tells.
      if (error instanceof SealError) return []
      throw error
    }
  })
}

/** What is sealed in a decoded record of case.events, links.events, unlinked.events or access.log. `reference`: the key of access records' references, where there is one. */
export function sealedIn({ subject, value }: Decoded, reference: Buffer | undefined): readonly SealedIn[] {
  if (subject === SUBJECTS.caseEvent) return inCaseEvent(value as CaseEventRecord)
  if (subject === SUBJECTS.linkClaim || subject === SUBJECTS.linkDecided) return inLinks(value as LinkClaimRecord | LinkDecidedRecord)
  if (subject === SUBJECTS.accessRecord) return inAccessRecord(value as AccessRecord, reference)
  if (subject !== SUBJECTS.unlinkedEvent) return []
  const { agency, system, event_id: id } = value as WaitingEvent
  return [{ scopes: [unlinkedScope(agency, system, id)], final: true, waits: eventName(value as WaitingEvent) }]
}

/** Whether a key is one record's alone. */
export const isOfOne = ({ class: sensitivity }: KeyScope): boolean => sensitivity === EVENT_CLASS || sensitivity === WAITING_CLASS
