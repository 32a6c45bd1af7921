import type { Configuration } from '../../infra/configuration/configuration.ts'
import type { Output } from '../output.ts'
import { sendCommand } from '../socket.ts'
import type { Erased, EraseStep } from './handler.ts'
import type { PersonOfCase } from './people.ts'

const send = (configuration: Configuration, step: EraseStep): Promise<unknown> =>
  sendCommand(configuration.data, { command: 'erase', arguments: step })

/** `throughline erase people`; resolves with the exit code. */
export async function erasePeople(
  configuration: Configuration,
  given: { readonly case: string; readonly token: string },
  output: Output,
): Promise<number> {
  const people = (await send(configuration, { step: 'people', ...given })) as readonly PersonOfCase[]
  const line = ({ person, role, events, first, last }: PersonOfCase): string =>
    `${person}  ${role}  ${String(events)} event(s), ${first} to ${last}`
  output.result(people.map(line).join('\n'), { people })
  return 0
}

/** `throughline erase propose`; resolves with the exit code. */
export async function eraseProposed(
  configuration: Configuration,
  given: Omit<Extract<EraseStep, { step: 'propose' }>, 'step'>,
  output: Output,
): Promise<number> {
  const { id } = (await send(configuration, { step: 'propose', ...given })) as { readonly id: string }
  output.result(`Proposed: ${id}\nNothing is erased yet. Another person approves it: throughline erase approve ${id} --token …`, { id })
  return 0
}

/** `throughline erase approve`; resolves with the exit code. */
export async function eraseApproved(
  configuration: Configuration,
  given: { readonly id: string; readonly token: string },
  output: Output,
): Promise<number> {
  const erased = (await send(configuration, { step: 'approve', ...given })) as Erased
  const { kind, keys, parts, events } = erased
  output.result(
    [
      `Erased: the ${kind} of ${erased.id}. ${String(keys.destroyed)} of ${String(keys.of)} keys are destroyed for good.`,
      `${String(parts)} sealed part(s) of the logs and of the read store open no more, and no reduced form is left. ${String(events)} event(s) are tombstones.`,
      'Left are the senders’ own inboxes, for 30 days at most after each event was published, and copies of the vault: throw away those of before within 30 days.',
    ].join('\n'),
    { ...erased },
  )
  return 0
}
