import { disclosedSetHash } from '../../core/disclosure/disclosed-set.ts'
import { Problem } from '../api/problem.ts'
import type { LogVersion, RequestValue } from '../../core/access-log/access-record.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import type { Decision, EventDecision } from '../../policy/decide/decision.ts'
import type { SealedRow } from './open-parts.ts'
import { decisionValue } from './released.ts'
import type { ReadDeps } from './deps.ts'
import { recordReader } from './readers.ts'

/** A decided read, before anything of it is shown. */
export interface DecidedRead {
  readonly at: string
  readonly action: string
  readonly reader: ReaderCredential | undefined
  readonly purpose: string
  readonly versions: readonly LogVersion[]
  readonly request: RequestValue
  readonly decision: Decision
  /** What is released, in the order of the answer, and the rows of its parts. */
  readonly released: readonly EventDecision[]
  readonly rows: readonly SealedRow[]
  /** Of a look-up: keyed token of whom was looked for. */
  readonly sought?: string
}

/** What was asked for when no case is meant. */
export const noCase: RequestValue = { cases: [], asked: null, channel: 'live', justified: false, page: {} }

/** Puts a read on record; resolves with the record's id when it is durable. Throws the 503 problem when it cannot be: then nothing is shown. */
export async function recorded(deps: Pick<ReadDeps, 'record' | 'policy' | 'secrets' | 'catalogue'>, read: DecidedRead): Promise<string> {
  try {
    return await deps.record({
      at: read.at,
      action: read.action,
      reader: read.reader && recordReader(read.reader, deps.secrets),
      purpose: knownPurpose(deps.catalogue, read.purpose),
      outcome: read.decision.outcome,
      engine: deps.policy.engine,
      policy: deps.policy.hash,
      versions: read.versions,
      request: read.request,
      decision: decisionValue(read.decision, read.released, read.rows, read.request.cases),
      released: disclosedSetHash(read.released, read.rows),
      ...(read.sought === undefined ? {} : { sought: read.sought }),
    })
  } catch (cause) {
    throw new Problem('not-recorded', { cause })
  }
}

/** A purpose as the clear part of a record may hold it: a code of the list, else nothing. */
const knownPurpose = (catalogue: ReadDeps['catalogue'], purpose: string): string =>
  catalogue.codeLists.get('purpose')?.codes.some(({ code }) => code === purpose) ? purpose : ''
