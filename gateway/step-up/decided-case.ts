import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { ofControl } from '../../policy/facts/of-control.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import type { ReadDeps } from '../read/deps.ts'
import { readCases, type CaseSnapshot } from '../read/snapshot.ts'
import { liveRequest } from '../read/readers.ts'

/** A case before somebody who wants more than to read it. */
export interface Look {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly snapshot: CaseSnapshot
  /** The log to which the case's own events go; empty where there is no case. */
  readonly caseLog: string
  readonly input: DecisionInput
}

/** What is decided over, of the one case of a snapshot or of none. A justification has been given: words are given with what is asked. */
export function lookAt(deps: ReadDeps, reader: ReaderCredential, purpose: string, snapshot: CaseSnapshot, at: string): Look {
  const [one, ...others] = snapshot.cases
  const found = others.length === 0 ? one : undefined
  return {
    at,
    snapshot,
    caseLog: found?.caseLog ?? '',
    input: {
      request: liveRequest(reader, purpose, deps.secrets, true),
      logs: found?.logs ?? [],
      ...ofControl(snapshot.control),
      now: at,
      ...(found === undefined ? {} : { same: found.same }),
    },
  }
}

/** Looks at the case of an id as it was asked for. */
export async function lookAtCase(deps: ReadDeps, reader: ReaderCredential, purpose: string, caseId: string): Promise<Look> {
  const at = new Date(deps.clock.now()).toISOString()
  const caseLog = deps.caseIds.inside(reader.agency, caseId)
  const snapshot = await readSnapshot(deps.readStore.db, (tx) => readCases(tx, deps, caseLog === undefined ? [] : [caseLog]))
  return lookAt(deps, reader, purpose, snapshot, at)
}
