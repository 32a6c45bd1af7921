import type { ComposedFor } from '../../core/parts/compose.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import { createPseudonyms } from './pseudonyms.ts'
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
