import { SealError } from '../../core/sealing/seal.ts'
import type { DataKey, Vault } from '../vault/port.ts'
import type {
  AccessRecord,
  ActorOpening,
  ActorValue,
  CaseOpening,
  DecisionValue,
  RequestValue,
} from '../../core/access-log/access-record.ts'
import { canonicalJson } from '../../schemas/avro/canonical.ts'
import { bindingOf } from '../../core/access-log/binding.ts'
import { commits, type CommitmentTag } from '../../core/access-log/commitment.ts'
import { openingReference, openOpening, REFERENCE_SCOPE } from './opening.ts'

/** Why an opening does not open: its key was destroyed (erased), or is missing or lost (unreadable), or record and opening do not belong together (altered). */
export type Unopened = 'erased' | 'unreadable' | 'altered'

export interface OpenedRecord {
  readonly actor: ActorValue | Unopened
  readonly request: RequestValue | Unopened
  readonly decision: DecisionValue | Unopened
}

type Opened<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: Unopened }

/** A value with the salt (hex) by which its record commits to it. */
export interface Salted<T> {
  readonly salt: string
  readonly value: T
}

/** An opened record with its salts: for whoever has to make its commitments again. */
export interface SaltedRecord {
  readonly actor: Salted<ActorValue> | Unopened
  readonly request: Salted<RequestValue> | Unopened
  readonly decision: Salted<DecisionValue> | Unopened
}

const checked = <T>(committed: Buffer, tag: CommitmentTag, opening: Salted<T>): Salted<T> | Unopened =>
  commits(committed, tag, Buffer.from(opening.salt, 'hex'), canonicalJson(opening.value)) ? opening : 'altered'

const valueOf = <T>(opened: Salted<T> | Unopened): T | Unopened => (typeof opened === 'string' ? opened : opened.value)

/** The values of an opened record. */
export const withoutSalts = ({ actor, request, decision }: SaltedRecord): OpenedRecord => ({
  actor: valueOf(actor),
  request: valueOf(request),
  decision: valueOf(decision),
})

/** Opens a record and checks each value against its commitment. Never throws for a record that was altered or erased. */
export const openRecord = async (vault: Pick<Vault, 'keys' | 'lost'>, record: AccessRecord): Promise<OpenedRecord> =>
  withoutSalts(await openSalted(vault, record))

/** As `openRecord`, with the salts. */
export async function openSalted(vault: Pick<Vault, 'keys' | 'lost'>, record: AccessRecord): Promise<SaltedRecord> {
  const [reference] = await vault.keys([REFERENCE_SCOPE], { create: false })
  const binding = bindingOf(record)
  const content = async <T>(part: 'actor' | 'case', opening: Buffer): Promise<Opened<T>> => {
    if (!isKey(reference)) return { ok: false, why: closedFor(reference) }
    let scope = REFERENCE_SCOPE
    try {
      scope = { ...REFERENCE_SCOPE, case: openingReference(binding, part, reference, opening) }
      const [key] = await vault.keys([scope], { create: false })
      return isKey(key)
        ? { ok: true, value: JSON.parse(openOpening(binding, part, key, opening)) as T }
        : { ok: false, why: closedFor(key) }
    } catch (error) {
      if (!(error instanceof SealError)) throw error
      // A key that was made in the place of a lost one opens nothing of before.
      const [isLost] = await vault.lost([scope])
      return { ok: false, why: isLost === true ? 'unreadable' : 'altered' }
    }
  }
  const actor = await content<ActorOpening>('actor', record.opening_actor)
  const about = await content<CaseOpening>('case', record.opening_case)
  return {
    actor: actor.ok ? checked(record.actor, 'actor', actor.value) : actor.why,
    request: about.ok ? checked(record.request, 'request', about.value.request) : about.why,
    decision: about.ok ? checked(record.decision, 'decision', about.value.decision) : about.why,
  }
}

const closedFor = (key: DataKey | undefined): Unopened => (key === 'destroyed' ? 'erased' : 'unreadable')

const isKey = (key: DataKey | undefined): key is Buffer => Buffer.isBuffer(key)
