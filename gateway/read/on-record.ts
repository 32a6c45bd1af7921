import type { DecisionValue, LogVersion, RequestValue } from '../../core/access-log/access-record.ts'
import { disclosedSetHash, rowsByEvent } from '../../core/disclosure/disclosed-set.ts'
import type { Decision, EventDecision } from '../../policy/decide/decision.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { Credential, ReaderCredential } from '../identity/credential.ts'
import type { ReadDeps } from './deps.ts'
import type { SealedRow } from './open-parts.ts'
import { ReadRefused } from './outcome.ts'
import { recordCredential, recordReader } from './readers.ts'

/** A decided read, before anything of it is shown. */
export interface DecidedRead {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly action: string
  readonly reader: ReaderCredential
  readonly purpose: string
  /** The cases that were decided over, in the order of their logs, with the versions of what the decision rests on. Absent: no case is meant. */
  readonly snapshot?: { readonly logs: readonly { readonly caseLog: CaseLogId }[]; readonly versions: readonly LogVersion[] }
  /** The case id as it was asked for. Absent: none was. */
  readonly asked?: string | null
  /** Words were given for it. */
  readonly justified?: boolean
  /** What else was asked for, and words and ids that belong on record; sealed with the record's opening. */
  readonly page?: Readonly<Record<string, string>>
  readonly decision: Decision
  /** How the answer leaves. Default: live. */
  readonly channel?: RequestValue['channel']
  /** What is disclosed, in the order of the answer; by default every event of the decision. */
  readonly disclosed?: readonly EventDecision[]
  /** The rows of its parts. */
  readonly rows?: readonly SealedRow[]
  /** Of a look-up: keyed token of whom was looked for; in the clear. */
  readonly sought?: string
}

/** What was asked for when no case is meant. */
export const noCase: RequestValue = { cases: [], asked: null, channel: 'live', justified: false, page: {} }

/** Puts a read on record; resolves with the record's id when it is durable. Throws ReadRefused `not-recorded` when it cannot be: then nothing is shown. */
export async function putOnRecord(deps: Pick<ReadDeps, 'record' | 'policy' | 'secrets' | 'catalogue'>, read: DecidedRead): Promise<string> {
  const { snapshot, decision, disclosed = decision.events, rows = [] } = read
  const cases = snapshot?.logs.map(({ caseLog }) => caseLog) ?? []
  try {
    return await deps.record({
      at: read.at,
      action: read.action,
      reader: recordReader(read.reader, deps.secrets),
      purpose: knownPurpose(deps.catalogue, read.purpose),
      outcome: decision.outcome,
      engine: deps.policy.engine,
      policy: deps.policy.hash,
      versions: snapshot?.versions ?? [],
      request: {
        cases,
        asked: read.asked ?? null,
        channel: read.channel ?? 'live',
        justified: read.justified ?? false,
        page: read.page ?? {},
      },
      decision: decisionValue(decision, disclosed, rows, cases),
      released: disclosedSetHash(disclosed, rows),
      ...(read.sought === undefined ? {} : { sought: read.sought }),
    })
  } catch (cause) {
    throw new ReadRefused('not-recorded', { cause })
  }
}

/** A purpose as the clear part of a record may hold it: a code of the list, else nothing. */
const knownPurpose = (catalogue: ReadDeps['catalogue'], purpose: string): string =>
  catalogue.codeLists.get('purpose')?.codes.some(({ code }) => code === purpose) ? purpose : ''

/** What an access record says of a decision, and of what of it went out. `cases`: the request's case logs. */
export function decisionValue(
  decision: Decision,
  disclosed: readonly EventDecision[],
  rows: readonly SealedRow[],
  cases: readonly string[],
): DecisionValue {
  const rowsOf = rowsByEvent(rows)
  const caseNumber = (event: EventDecision): number => cases.indexOf(event.caseLog)
  return {
    outcome: decision.outcome,
    events: decision.events.map((event) => [caseNumber(event), event.sequence, event.effect, event.dates, event.publisher]),
    released: disclosed.map((event) => [
      caseNumber(event),
      event.sequence,
      rowsOf(event).map((part) => [part.owner, part.class, part.form]),
    ]),
  }
}

/** Records a request that was refused before any case was looked at: no token, not for this role, or not as it must be. */
export async function recordRefusal(
  deps: Pick<ReadDeps, 'record' | 'policy' | 'secrets' | 'clock'>,
  action: string,
  credential: Credential | undefined,
  outcome: string,
): Promise<void> {
  try {
    await deps.record({
      at: new Date(deps.clock.now()).toISOString(),
      action,
      outcome,
      purpose: '',
      versions: [],
      request: noCase,
      reader: credential && recordCredential(credential, deps.secrets),
      engine: deps.policy.engine,
      policy: deps.policy.hash,
      decision: { outcome, events: [], released: [] },
      released: disclosedSetHash([], []),
    })
  } catch (cause) {
    throw new ReadRefused('not-recorded', { cause })
  }
}

/** Runs a read; when it fails, that goes on record before the failure goes on. ReadRefused is an answer, and on record already. */
export async function failureOnRecord<T>(
  deps: Parameters<typeof recordRefusal>[0],
  action: string,
  credential: Credential,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof ReadRefused)) await recordRefusal(deps, action, credential, 'failed')
    throw error
  }
}
