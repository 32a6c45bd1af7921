import type { Parts } from '../../commands/parts.ts'
import type { Appended } from '../../infra/event-log/port.ts'
import { createEvents } from '../made-up/events.ts'
import { inboxRecords } from '../system/inbox-records.ts'
import { writeProgress, type LoadProgress } from './progress.ts'
import { taken } from './settled.ts'

/** Events that are made and appended together; two such are under way at most. */
const BATCH = 2_000
const SEED = 1

/** Puts events into the inboxes of an installation, and notes in its folder how far it is. */
export interface Loader {
  readonly progress: () => LoadProgress
  /** Loads whole cases until `total` events were sent, or hardly more; resolves when the intake has taken them. */
  loadTo(total: number, onProgress: (events: number) => void): Promise<void>
  /** At least `count` events more, made and encoded beforehand; what is given back appends them and notes that; it resolves with their positions. */
  prepare(count: number): Promise<{ readonly count: number; readonly append: () => Promise<readonly Appended[]> }>
  /** Notes what else there is. */
  note(change: (progress: LoadProgress) => LoadProgress): void
}

/** A loader that goes on from what was noted in a folder. Once `stopping` is aborted it rejects with its reason, after what is under way. */
export function createLoader(
  { parts, stopping }: { readonly parts: Parts; readonly stopping: AbortSignal },
  folder: string,
  from: LoadProgress,
): Loader {
  let progress = from
  const source = createEvents(SEED, { at: from.place })
  const note = (change: (before: LoadProgress) => LoadProgress): void => {
    progress = change(progress)
    writeProgress(folder, progress)
  }
  const prepare: Loader['prepare'] = async (count) => {
    const events = source.takeCases(count)
    const place = source.place()
    const records = await inboxRecords(parts, events)
    return {
      count: records.length,
      append: async () => {
        const appended = await parts.log.append(records)
        note((before) => ({ ...before, events: before.events + records.length, place }))
        return appended
      },
    }
  }
  return {
    progress: () => progress,
    prepare,
    note,
    loadTo: async (total, onProgress) => {
      let before: Promise<void> = Promise.resolve()
      while (progress.events < total) {
        const { append } = await prepare(Math.min(BATCH, total - progress.events))
        await before
        before = taken(parts, await append())
        before.catch(() => undefined)
        onProgress(progress.events)
        if (stopping.aborted) break
      }
      await before
      stopping.throwIfAborted()
    },
  }
}
