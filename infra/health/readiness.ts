import type { ConsumerActivity } from '../event-log/observed.ts'
import type { DependencyState } from './dependencies.ts'

/** Why a process is not ready: which thing, and what is wrong with it. */
export interface NotReady {
  /** A dependency, a consumer, `start`, `event-loop` or `data-folder`. */
  readonly name: string
  readonly code: 'starting' | 'stopping' | 'no-answer' | 'ended' | 'hung' | 'behind' | 'full'
}

/** What readiness rests on. Moments are of `performance.now()`. */
export interface Health {
  readonly phase: 'starting' | 'serving' | 'stopping'
  readonly dependencies: readonly DependencyState[]
  readonly activities: ReadonlyMap<string, ConsumerActivity>
  /** Age of the oldest record not taken (s), of each consumer that this process needs. */
  readonly lagSeconds: ReadonlyMap<string, number>
  /** Free share of the data folder's file system; undefined: not known. */
  readonly folderFree: number | undefined
  /** By how much the event loop was last late (ms), and when that was. */
  readonly late: { readonly ms: number; readonly at: number }
}

/** Bounds beyond which a process is not ready. */
export const BOUNDS = {
  /** A batch that is handled for longer (ms) hangs. */
  batchMs: 60_000,
  /** A store whose oldest record not taken is older (s) is behind its log. */
  lagSeconds: 60,
  /** With less of its file system free, a data folder is full. */
  folderFree: 0.01,
  /** An event loop that was later (ms) hung; this is told for as long again. */
  lateMs: 5_000,
} as const

/** Consumers whose end is not the process's: an intake that stands by has ended those of its turn. */
const OF_A_TURN: ReadonlySet<string> = new Set(['intake', 'intake-import'])
/** It waits inside its batch for as long as live events keep coming. */
const WAITS_ITS_TURN = 'intake-import'

function consumerTrouble(name: string, { state, handlingSince }: ConsumerActivity, now: number): NotReady | undefined {
  if (state !== 'running') return OF_A_TURN.has(name) ? undefined : { name, code: 'ended' }
  const hangs = name !== WAITS_ITS_TURN && handlingSince !== undefined && now - handlingSince > BOUNDS.batchMs
  return hangs ? { name, code: 'hung' } : undefined
}

/** Everything that keeps a process from being ready, worst known first; empty: it is. Pure. */
export function whyNotReady({ phase, dependencies, activities, lagSeconds, folderFree, late }: Health, now: number): readonly NotReady[] {
  const silent = dependencies.filter(({ answeredAt, boundMs }) => answeredAt === undefined || now - answeredAt > boundMs)
  return [
    ...(phase === 'serving' ? [] : [{ name: 'start', code: phase } as const]),
    ...(late.ms > BOUNDS.lateMs && now - late.at < BOUNDS.lateMs ? [{ name: 'event-loop', code: 'hung' } as const] : []),
    ...silent.map(({ name }) => ({ name, code: 'no-answer' }) as const),
    ...[...activities].flatMap(([name, activity]) => consumerTrouble(name, activity, now) ?? []),
    ...[...lagSeconds].filter(([, seconds]) => seconds > BOUNDS.lagSeconds).map(([name]) => ({ name, code: 'behind' }) as const),
    ...(folderFree !== undefined && folderFree < BOUNDS.folderFree ? [{ name: 'data-folder', code: 'full' } as const] : []),
  ]
}
