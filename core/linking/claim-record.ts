import type * as records from '../../schemas/generated/records.ts'
import type { MayOmit } from '../records/may-omit.ts'
import type { PersonEvidence } from './evidence.ts'

/** A person of a claim. Who may be nobody else has no candidates, and may leave them out. */
export type LinkedPerson = PersonEvidence & MayOmit<Pick<records.LinkedPerson, 'person' | 'candidates'>, 'candidates'>

/** A links.events claim without its sealed identities. Narrower than the schema, which has rules, roles, schemes and kinds as text: linking says no others. */
export interface Claim extends Omit<records.LinkClaim, 'rule' | 'people' | 'parts'> {
  /** `decision`: people decided it (case.relinked). */
  readonly rule: KnownRule | NewRule | 'decision'
  /** Subject first, then the harmed in the order of the event. */
  readonly people: readonly LinkedPerson[]
}

/** A links.events claim. */
export interface LinkClaimRecord extends Claim, Pick<records.LinkClaim, 'parts'> {}

/** Which event a claim is about, and who claims. */
export type ClaimedEvent = Pick<Claim, 'epoch' | 'agency' | 'system' | 'event_id' | 'type' | 'digest' | 'inbox' | 'states'>

export type KnownRule = 'identifier' | 'pair' | 'proceeding' | 'reference'

export type NewRule = 'new-identifier' | 'new-pair'
