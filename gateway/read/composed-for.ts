import type { ComposedFor } from '../../core/parts/compose.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { createHmac, createSecretKey } from 'node:crypto'
import type { ReadDeps } from './deps.ts'

/** Whom answers to a reader are composed for. People who are one have one pseudonym. */
export function composedFor(
  { policy, secrets }: Pick<ReadDeps, 'policy' | 'secrets'>,
  reader: ReaderCredential,
  purpose: string,
  { same }: Pick<DecisionInput, 'same'>,
): ComposedFor {
  const pseudonymOf = createPseudonyms(secrets.readerIds, reader.agency, purpose)
  return {
    agency: reader.agency,
    facesPerpetrator: policy.facesPerpetrator(reader.role),
    pseudonymOf: (person) => pseudonymOf(same?.get(person) ?? person),
  }
}

/** The pseudonym of a person who is shown without a name. */
export type Pseudonyms = (person: string) => string

/**
 * Pseudonyms as the people of one agency see them for one purpose: the same in every event of a case, and of no use beside what another agency, purpose or
 * case shows (docs/decisions/0044). `purpose`: with the project, where it is an extract's.
 */
export function createPseudonyms(secret: Buffer, agency: AgencyId, purpose: string): Pseudonyms {
  const key = createSecretKey(createHmac('sha256', createSecretKey(secret)).update(['pseudonym', agency, purpose].join('\0')).digest())
  return (person) => `person-${createHmac('sha256', key).update(person).digest('hex').slice(0, 12)}`
}
