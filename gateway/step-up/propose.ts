import type { CaseEventRecord, IndexPart } from '../../core/case/index-part.ts'
import { plaintextOf } from '../../core/parts/split.ts'
import { partAad } from '../../core/sealing/part-key.ts'
import { seal } from '../../core/sealing/seal.ts'
import { proposeCaseEvent } from '../../infra/event-log/case-events.ts'
import type { Appended } from '../../infra/event-log/port.ts'
import { waitForEffect } from '../../infra/read-store/wait-for-effect.ts'
import { partKeys } from '../../infra/vault/part-keys.ts'
import type { Proposed, StepUpDeps } from './deps.ts'

/** The class of who did it and why. */
export const SAID_CLASS = 'STAFF'

/** Writes a system event with its words sealed under the case's key for staff; resolves with its position when it is durable. */
export async function writeSaid(
  { reads, eventLog, registry }: StepUpDeps,
  index: IndexPart,
  said: Readonly<Record<string, string>>,
): Promise<Appended> {
  const { agency, system, event_id: eventId, case_log: caseLog } = index
  const part = { event: index, scope: { case: caseLog, person: '', class: SAID_CLASS } }
  const key = (await partKeys(reads.vault, [part], [], { create: true })).ofPart(part)
  const parts: CaseEventRecord['parts'] =
    key === undefined
      ? []
      : [
          {
            owner: '',
            class: SAID_CLASS,
            sealed: seal(key, partAad({ agency, system, eventId, owner: '', class: SAID_CLASS, form: 'plain' }), plaintextOf(said)),
          },
        ]
  return proposeCaseEvent(eventLog, registry, { index, parts })
}

/** Proposes a system event; resolves when it is in force, or has not come to be in five seconds. */
export async function propose(deps: StepUpDeps, index: IndexPart, said: Readonly<Record<string, string>>): Promise<Proposed> {
  const position = await writeSaid(deps, index, said)
  return { id: index.event_id, inForce: await waitForEffect(deps.reads.readStore, position) }
}
