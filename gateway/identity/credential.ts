import type { AgencyId } from '../../schemas/ids.ts'

/** An agency's system, as its token says. */
export interface AgencyCredential {
  readonly kind: 'agency'
  readonly agency: AgencyId
  /** When the credential ends, ISO 8601 in UTC. */
  readonly expiresAt?: string
}

/** A person who reads, as token or session says. */
export interface ReaderCredential {
  readonly kind: 'reader'
  /** Staff id within the agency. */
  readonly id: string
  readonly agency: AgencyId
  readonly role: string
  /** For the pages' header; empty when the issuer gives none. */
  readonly name: string
  /** When the person last proved who they are to the issuer (`auth_time`), ISO 8601 in UTC; absent where the token does not say. */
  readonly authenticatedAt?: string
}

export type Credential = AgencyCredential | ReaderCredential

/** `<agency>:<staff id>`: how allocations and blocks name a person. */
export const staffOf = (reader: ReaderCredential): string => `${reader.agency}:${reader.id}`

/** What a credential is counted under. */
export const credentialKey = (credential: Credential): string =>
  credential.kind === 'agency' ? `agency:${credential.agency}` : `reader:${staffOf(credential)}`
