import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { Decision } from '../../policy/decide/decision.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { caseLogsOf, readOneCase, type OneCase } from '../read/decide-cases.ts'
import type { ReadDeps } from '../read/deps.ts'
import { putOnRecord, type DecidedRead } from '../read/on-record.ts'
import { resultOf, type ReadResult } from '../read/outcome.ts'

/** The case of an id as it was asked for, before somebody who wants more than to read it. Words are given with what is asked. */
export function readCaseOf(deps: ReadDeps, reader: ReaderCredential, purpose: string, caseId: string): Promise<OneCase> {
  const at = new Date(deps.clock.now()).toISOString()
  return readSnapshot(deps.readStore.db, (tx) =>
    readOneCase(tx, deps, { reader, purpose, justified: true }, caseLogsOf(deps, reader, caseId), at),
  )
}

/** What was asked, and of which case. */
export type Asked = Pick<DecidedRead, 'reader' | 'purpose' | 'action' | 'page' | 'sought' | 'asked'>

/** Puts what was asked and decided on record, with nothing of the case disclosed; resolves with the record's id. */
export const putOutcomeOnRecord = (
  deps: ReadDeps,
  asked: Asked,
  { at, snapshot }: Pick<OneCase, 'at' | 'snapshot'>,
  outcome: Decision['outcome'],
): Promise<string> => putOnRecord(deps, { ...asked, at, snapshot, justified: true, decision: { outcome, events: [] } })

/** The same; then the value, or the refusal. */
export async function onRecord<T>(
  deps: ReadDeps,
  asked: Asked,
  one: Pick<OneCase, 'at' | 'snapshot'>,
  outcome: Decision['outcome'],
  value: (record: string) => T,
): Promise<ReadResult<T>> {
  const record = await putOutcomeOnRecord(deps, asked, one, outcome)
  return resultOf(outcome, record, () => value(record))
}
