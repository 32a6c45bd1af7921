import type { ReaderCredential } from '../identity/credential.ts'
import type { Decision } from '../../policy/decide/decision.ts'
import { REFUSALS, type ReadResult } from '../read/outcome.ts'
import type { ReadDeps } from '../read/deps.ts'
import { recorded } from '../read/recorded.ts'
import type { Look } from './decided-case.ts'

/** What was asked, and of which case. */
export interface Asked {
  readonly reader: ReaderCredential
  readonly purpose: string
  /** The case id as it was asked for; null when none was. */
  readonly asked: string | null
  readonly action: string
  /** Words and ids that belong on record; sealed with the record's opening. */
  readonly page: Readonly<Record<string, string>>
  /** Of a look-up: keyed token of whom was looked for; in the clear. */
  readonly sought?: string
}

/** Puts what was asked and decided on record, with nothing of the case released; resolves with the record's id. */
export const putOnRecord = (
  deps: ReadDeps,
  { asked, page, ...what }: Asked,
  { at, snapshot }: Look,
  outcome: Decision['outcome'],
): Promise<string> =>
  recorded(deps, {
    ...what,
    at,
    versions: snapshot.versions,
    decision: { outcome, events: [] },
    rows: [],
    released: [],
    request: { cases: snapshot.logs.map((log) => log.caseLog), asked, channel: 'live', justified: true, page },
  })

/** The same; then the value, or the refusal. */
export async function onRecord<T>(
  deps: ReadDeps,
  asked: Asked,
  look: Look,
  outcome: Decision['outcome'],
  value: (record: string) => T,
): Promise<ReadResult<T>> {
  const record = await putOnRecord(deps, asked, look, outcome)
  return outcome === 'permit' ? { ok: true, record, value: value(record) } : { ok: false, problem: REFUSALS[outcome] }
}
