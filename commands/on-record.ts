import { createAccessLog } from '../gateway/audit/access-log.ts'
import { createCommandRecorder, type CommandAct } from '../gateway/audit/command-recorder.ts'
import { createRecordCodec } from '../infra/registry/record-codec.ts'
import { actOf, type AskedAct } from './acts.ts'
import { controlNow } from './control-now.ts'
import type { Parts } from './parts.ts'
import type { SocketHandlers } from './socket.ts'

/** A command could not be put on record: nothing was done or shown. */
export class CommandUnrecordedError extends Error {
  readonly code = 'not-recorded'
  constructor(cause: unknown) {
    super('The command could not be put on record, so nothing was done. Look at access.log: throughline status', { cause })
    this.name = 'CommandUnrecordedError'
  }
}

/** What a command is put on record with. */
export type RecordingParts = Pick<Parts, 'vault' | 'log' | 'registry' | 'store' | 'clock'>

/** Puts a command on record as it is now. Throws CommandUnrecordedError when it cannot be. */
export async function recordCommand(
  { vault, log, registry, store, clock }: RecordingParts,
  { action, outcome = 'permit', page = {}, by }: AskedAct & { readonly outcome?: string; readonly by?: CommandAct['by'] },
): Promise<void> {
  try {
    const record = createCommandRecorder({ vault, accessLog: createAccessLog(log, createRecordCodec(registry)) })
    const { policy } = await controlNow(store)
    await record({ action, outcome, page, at: new Date(clock.now()).toISOString(), policy, ...(by === undefined ? {} : { by }) })
  } catch (cause) {
    throw new CommandUnrecordedError(cause)
  }
}

/** Does what a command asks for, once that is on record; where it fails, that goes on record too. */
export async function onRecord<T>(parts: RecordingParts, act: Parameters<typeof recordCommand>[1], work: () => Promise<T>): Promise<T> {
  await recordCommand(parts, act)
  try {
    return await work()
  } catch (error) {
    await recordCommand(parts, { ...act, outcome: 'failed' })
    throw error
  }
}

/** What a command of a socket asks for, done on record where `actOf` says that it belongs there. */
export const askedOnRecord = <T>(
  parts: RecordingParts,
  command: string,
  args: Readonly<Record<string, unknown>>,
  work: () => Promise<T>,
): Promise<T> => {
  const act = actOf(command, args)
  return act === undefined ? work() : onRecord(parts, act, work)
}

/** The commands of a process, each on record. */
export const handlersOnRecord = (parts: RecordingParts, handlers: SocketHandlers): SocketHandlers =>
  Object.fromEntries(
    Object.entries(handlers).map(([command, handle]) => [
      command,
      (args: Readonly<Record<string, unknown>>) => askedOnRecord(parts, command, args, () => handle(args)),
    ]),
  )
