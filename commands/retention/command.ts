import type { Configuration } from '../../infra/configuration/configuration.ts'
import type { Output } from '../output.ts'
import { sendCommand } from '../socket.ts'
import type { DueOfCase, RetentionRun, RetentionStep } from './handler.ts'

const send = (configuration: Configuration, step: RetentionStep): Promise<unknown> =>
  sendCommand(configuration.data, { command: 'retention', arguments: step })

function lines({ cases, holds, extended_until: until, due }: DueOfCase): readonly string[] {
  return [
    `Case ${cases.join(', ')}`,
    ...holds.map((hold) => `  held: ${hold}`),
    ...(until === null ? [] : [`  extended until ${until}`]),
    ...due.map(({ class: of, then, due_on: on, why, events }) => `  ${on}  ${of}  ${then}  ${String(events.length)} event(s)  ${why}`),
  ]
}

/** `throughline retention due`; resolves with the exit code. */
export async function due(configuration: Configuration, { token }: { readonly token: string }, output: Output): Promise<number> {
  const cases = (await send(configuration, { step: 'due', token })) as readonly DueOfCase[]
  output.result(cases.length === 0 ? 'Nothing is due, and nothing is held.' : cases.flatMap(lines).join('\n'), { cases })
  return 0
}

const said = ({ cases, events }: RetentionRun): string =>
  `${String(events)} event(s) of ${String(cases)} case(s) are erased. Tombstones are left of them.`

/** `throughline retention run`; resolves with the exit code. */
export async function runRetention(
  configuration: Configuration,
  given: { readonly approve?: string; readonly token?: string; readonly second?: string },
  output: Output,
): Promise<number> {
  const { approve, token = '', second = '' } = given
  const step: RetentionStep = approve === undefined ? { step: 'run' } : { step: 'erase', case: approve, token, second }
  const done = (await send(configuration, step)) as RetentionRun
  output.result(said(done), { ...done })
  return 0
}

/** `throughline retention hold|lift|extend`; resolves with the exit code. */
export async function decide(
  configuration: Configuration,
  given: Omit<Extract<RetentionStep, { step: 'decide' }>, 'step'>,
  output: Output,
): Promise<number> {
  const decided = (await send(configuration, { step: 'decide', ...given })) as { readonly cases: readonly string[] }
  output.result(`In force: ${given.kind} of case ${decided.cases.join(', ')}.`, { ...decided })
  return 0
}
