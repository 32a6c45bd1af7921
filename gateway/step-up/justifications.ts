import type { ReaderCredential } from '../identity/credential.ts'
import { justificationId } from '../read/justification.ts'
import type { ReadResult } from '../read/outcome.ts'
import type { ReadDeps } from '../read/deps.ts'
import { failureOnRecord } from '../read/on-record.ts'
import { JUSTIFICATION } from './actions.ts'
import { onRecord, readCaseOf } from './on-record.ts'
import { decideInSlices } from '../read/decide-cases.ts'

/** How long reads may use one: a working day (ms). */
const LIFE = 12 * 60 * 60_000

export interface JustificationRequest {
  readonly reader: ReaderCredential
  readonly purpose: string
  readonly caseId: string
  readonly words: string
}

export interface Justification {
  /** What reads send: sealed, bound to reader, case and purpose. */
  readonly id: string
  /** Until when reads may use it, ISO 8601 in UTC. */
  readonly until: string
}

/**
 * Takes the words that a purpose asks for (D.2): on record, sealed with the access record, whose id reads carry from now on. Somebody who is not linked to
 * the case hears what any read would tell them.
 */
export const justify = (deps: ReadDeps, { reader, purpose, caseId, words }: JustificationRequest): Promise<ReadResult<Justification>> =>
  failureOnRecord(deps, JUSTIFICATION, reader, async () => {
    const one = await readCaseOf(deps, reader, purpose, caseId)
    const until = new Date(Date.parse(one.at) + LIFE).toISOString()
    return onRecord(
      deps,
      { reader, purpose, asked: caseId, action: JUSTIFICATION, page: { words } },
      one,
      (await decideInSlices(deps.policy, one.input)).outcome,
      (record) => ({ id: justificationId(deps, { reader, purpose, caseId }, record, until), until }),
    )
  })
