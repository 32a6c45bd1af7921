import { canonicalJson } from '../../schemas/avro/canonical.ts'
import type {
  AccessRecord,
  ActorOpening,
  ActorValue,
  CaseOpening,
  DecisionValue,
  LogVersion,
  RequestValue,
} from '../../core/access-log/access-record.ts'
import { bindingOf } from '../../core/access-log/binding.ts'
import { commitment } from '../../core/access-log/commitment.ts'
import { sealCommandOpening, sealOpening, type OpeningKey } from '../../infra/access-log/opening.ts'
import type { AgencyId } from '../../schemas/ids.ts'

/** Everything that a record is made of. Random values and keys are inputs: the builder is pure. */
export interface RecordInput {
  readonly id: string
  /** The read's now, ISO 8601 in UTC with milliseconds. */
  readonly at: string
  readonly action: string
  readonly agency: AgencyId | ''
  readonly role: string
  readonly purpose: string
  readonly outcome: string
  readonly engine: number
  readonly policy: string
  readonly versions: readonly LogVersion[]
  readonly actor: ActorValue
  readonly request: RequestValue
  readonly decision: DecisionValue
  /** Hash of the disclosed set, hex. */
  readonly released: string
  /** Of a look-up: keyed token of whom was looked for; else empty. */
  readonly sought: string
  readonly salts: { readonly actor: Buffer; readonly request: Buffer; readonly decision: Buffer }
  readonly keys: OpeningKeys
}

/** Of references, of who reads and of what is read; or the one of commands (commandKey). */
export type OpeningKeys =
  { readonly reference: Buffer; readonly actor: OpeningKey; readonly case: OpeningKey } | { readonly command: Buffer }

const sealed = (binding: string, part: 'actor' | 'case', keys: OpeningKeys, content: string): Buffer =>
  'command' in keys
    ? sealCommandOpening(binding, part, keys.command, content)
    : sealOpening(binding, part, keys.reference, keys[part], content)

/** Builds an access record: what is personal as salted commitments, with their openings sealed beside them. */
export function buildRecord(input: RecordInput): AccessRecord {
  const { id, at, action, agency, role, purpose, outcome, engine, policy, versions, released, sought, salts, keys } = input
  const hex = (salt: Buffer): string => salt.toString('hex')
  const actorOpening: ActorOpening = { salt: hex(salts.actor), value: input.actor }
  const caseOpening: CaseOpening = {
    request: { salt: hex(salts.request), value: input.request },
    decision: { salt: hex(salts.decision), value: input.decision },
  }
  const clear = {
    id,
    at,
    action,
    agency,
    role,
    purpose,
    outcome,
    engine,
    policy,
    versions,
    released,
    sought,
    actor: commitment('actor', salts.actor, canonicalJson(input.actor)),
    request: commitment('request', salts.request, canonicalJson(input.request)),
    decision: commitment('decision', salts.decision, canonicalJson(input.decision)),
  }
  const binding = bindingOf(clear)
  return {
    ...clear,
    opening_actor: sealed(binding, 'actor', keys, JSON.stringify(actorOpening)),
    opening_case: sealed(binding, 'case', keys, JSON.stringify(caseOpening)),
  }
}
