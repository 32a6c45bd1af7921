import { join } from 'node:path'
import { takeProcessLock } from '../../infra/lock/process-lock.ts'
import { WitnessError } from '../../infra/witness/errors.ts'
import type { Output } from '../output.ts'
import { openKeptState } from './folder.ts'

/** Lets a log start over at this witness, by a decision of its people. Only where the witness does not run. Resolves with the exit code. */
export function startOver({ folder, log }: { readonly folder: string; readonly log: string }, output: Output): number {
  const state = openKeptState(folder)
  try {
    const lock = takeProcessLock(join(folder, 'witness.lock'))
    if (lock === undefined) throw new WitnessError('locked', 'The witness runs. Stop it first, so that nobody is surprised.')
    const isDone = state.startOver(log)
    lock.release()
    output.result(
      isDone
        ? 'The log starts over at its next checkpoint. What was cosigned before is kept: throughline witness kept'
        : 'Nothing was cosigned of a log of that name.',
      { started_over: isDone },
    )
    return isDone ? 0 : 1
  } finally {
    state.close()
  }
}
