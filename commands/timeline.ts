import { CONTROL_CONSUMER, startControl } from '../consumers/control/start.ts'
import { createFill } from '../consumers/fill.ts'
import { catchUpLinks } from '../consumers/intake/catch-up.ts'
import { addPublicationsOfBefore } from '../consumers/timeline/publications-of-before.ts'
import { rebuildTimeline } from '../consumers/timeline/rebuild.ts'
import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { CONTROL_EVENTS } from '../infra/event-log/topics.ts'
import { noCrash } from '../infra/faults/crash-point.ts'
import { rebuildAlone, servedOffsets, replaceServed, type StoredOffset } from '../infra/read-store/postgres/replace-served.ts'
import { createLog } from '../infra/telemetry/logger.ts'
import { caughtUp } from './catch-up.ts'
import { holdDataFolder } from './data-folder.ts'
import { recordCommand } from './on-record.ts'
import type { Output } from './output.ts'
import { openParts, type Parts } from './parts.ts'
import { refuseLostRebuild } from './record-check.ts'

const PROGRESS_EVERY = 10_000

/** The tables that timelines stand on: agencies and policy, and who is who. They lag behind when the store was emptied. */
async function catchUpOthers(parts: Parts): Promise<void> {
  const control = await startControl(parts)
  try {
    await caughtUp(parts.log, parts.store, CONTROL_CONSUMER, CONTROL_EVENTS)
  } finally {
    await control.stop()
  }
  await catchUpLinks(parts)
}

const partsFor = ({ data, masterKeyFile, erasuresFile, logLevel, ...configuration }: Configuration, acceptLoss: boolean): Promise<Parts> =>
  openParts({
    data,
    places: configuration,
    masterKeyFile,
    erasuresFile,
    clock: systemClock,
    logger: createLog(logLevel),
    crashPoint: noCrash,
    beside: true,
    patient: true,
    beforeStore: refuseLostRebuild(acceptLoss),
  })

/** An embedded store, which nobody else can have open: emptied and made again. */
async function rebuildHere(parts: Parts, onProgress: (records: number) => void): Promise<number> {
  await catchUpOthers(parts)
  await addPublicationsOfBefore(parts)
  return (await rebuildTimeline({ ...parts, onProgress })).records
}

/** Rounds before the last one; each is shorter than the one before, unless more comes than can be taken. */
const MOST_ROUNDS = 50
/** As many records are taken while readers wait a moment. */
const FEW = 50

/** A store that others serve from meanwhile: another one is filled beside it, and takes its place when it stands where that one does. */
async function rebuildBeside(
  parts: Parts,
  { url, acceptLoss, onProgress }: { readonly url: string; readonly acceptLoss: boolean; readonly onProgress: (records: number) => void },
): Promise<number> {
  await addPublicationsOfBefore(parts)
  const fill = await createFill({ ...parts, onProgress })
  // Of a log that has lost records all that is there is taken: the served store may stand behind its end.
  const targets = (served: readonly StoredOffset[]): readonly StoredOffset[] => (acceptLoss ? [] : served)
  try {
    for (let round = 0, taken = Infinity; taken > FEW && round < MOST_ROUNDS; round++)
      taken = await fill.to(targets(await servedOffsets(url)))
    await replaceServed(url, async (served) => {
      await fill.to(targets(served))
    })
  } finally {
    await fill.close()
  }
  return fill.records()
}

/**
 * Rebuilds the read store from the logs; in PostgreSQL others may serve from it meanwhile. Resolves with the exit code. Throws RecordError where the logs lack what
 * they had, and nobody has accepted that.
 */
export async function rebuild(
  configuration: Configuration,
  { acceptLoss }: { readonly acceptLoss: boolean },
  output: Output,
): Promise<number> {
  const { databaseUrl: url, data } = configuration
  const onProgress = (read: number): void => {
    if (read % PROGRESS_EVERY === 0) output.progress(`${String(read)} records`)
  }
  const work = async (): Promise<number> => {
    const held = holdDataFolder(data, configuration)
    try {
      return await workAlone()
    } finally {
      held.release()
    }
  }
  const workAlone = async (): Promise<number> => {
    const parts = await partsFor(configuration, acceptLoss)
    try {
      if (url === undefined)
        await recordCommand(parts, { action: 'command-timeline-rebuild', page: acceptLoss ? { accept_loss: 'yes' } : {} })
      return url === undefined ? await rebuildHere(parts, onProgress) : await rebuildBeside(parts, { url, acceptLoss, onProgress })
    } finally {
      await parts.close()
    }
  }
  const records = url === undefined ? await work() : await rebuildAlone(url, work)
  output.result(`Rebuilt the timelines from ${String(records)} records.`, { records })
  return 0
}
