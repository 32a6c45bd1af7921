import type { SealedPart } from '../case/index-part.ts'
import type { OwnStatement } from '../publish/own-events/statement.ts'
import type { InboxPosition } from '../publish/receipt-id.ts'
import type { PersonEvidence } from './evidence.ts'

/** A person of a claim, as schemas/records/link-claim.avsc has it. */
export interface LinkedPerson extends PersonEvidence {
  readonly person: string
  /** Whom she may be, where she is new because she may be one of several. */
  readonly candidates?: readonly string[]
}

/** A links.events claim without its sealed identities (Avro's field names). */
export interface Claim {
  readonly epoch: number
  readonly agency: string
  readonly system: string
  readonly event_id: string
  readonly type: string
  readonly digest: string
  readonly inbox: InboxPosition
  readonly case_log: string
  /** `decision`: people decided it (case.relinked). */
  readonly rule: KnownRule | NewRule | 'decision'
  /** Subject first, then the harmed in the order of the event. */
  readonly people: readonly LinkedPerson[]
  /** Proceedings that the event makes known for the case. */
  readonly proceedings: readonly { readonly kind: string; readonly token: string }[]
  /** What the event says by which later ones of its agency are judged; null where no rule asks, and in claims of before. */
  readonly states: OwnStatement | null
}

/** schemas/records/link-claim.avsc. */
export interface LinkClaimRecord extends Claim {
  readonly parts: readonly SealedPart[]
}

/** Which event a claim is about, and who claims. */
export type ClaimedEvent = Pick<Claim, 'epoch' | 'agency' | 'system' | 'event_id' | 'type' | 'digest' | 'inbox' | 'states'>

export type KnownRule = 'identifier' | 'pair' | 'proceeding' | 'reference'

export type NewRule = 'new-identifier' | 'new-pair'
