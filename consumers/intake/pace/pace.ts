import { createTokenBuckets } from '../../../core/limits/token-buckets.ts'
import type { Position } from '../../../infra/event-log/port.ts'

/** Events of one inbox about one subject that are taken in an hour. */
export const SUBJECT_EVENTS_PER_HOUR = 2_000

/** Records of one inbox that may wait; then nothing more of it is read until there are fewer. */
const MOST_WAITING = 20_000

const HOUR_SECONDS = 3_600

type Inbox = Pick<Position, 'topic' | 'partition'>

/** What waits for its turn, and what may be taken. */
export interface Pace {
  /**
   * Counts a record under its subject (`subjectKeys`) and says whether it is taken now. One that is not waits: it and everything after it of the same
   * subject and inbox, in their order. `now`: ms since the Unix epoch.
   */
  admit(position: Position, subject: readonly string[], now: number): boolean
  /** The records that have waited long enough, at most `most`, in the order of their inbox; they are counted, and wait no longer. */
  due(now: number, most: number): readonly Position[]
  /** The first record of an inbox that waits: all before it are done with. Undefined when none waits. */
  firstWaiting(inbox: Inbox): number | undefined
  /** True while an inbox has as many waiting as it may. */
  isFull(inbox: Inbox): boolean
  /** Forgets what waits of inboxes for which that holds: another intake has them. */
  forget(isGone: (inbox: Inbox) => boolean): void
}

interface Waiting {
  readonly position: Position
  readonly subject: readonly string[]
}

const inboxKey = ({ topic, partition }: Inbox): string => `${topic} ${String(partition)}`

/**
 * Holds each sender to so many events an hour about one subject, so that nobody's flood about one man keeps the others waiting. What is over it waits in
 * order, and other subjects of the same sender go on. Pure but for what it remembers.
 */
export function createPace(perHour: number, { mostWaiting = MOST_WAITING }: { readonly mostWaiting?: number } = {}): Pace {
  const buckets = createTokenBuckets({ perSecond: perHour / HOUR_SECONDS, burst: perHour })
  const inboxes = new Map<string, Waiting[]>()
  /** How many records wait under a key of an inbox. */
  const queued = new Map<string, number>()
  const keysIn = (inbox: Inbox, subject: readonly string[]): readonly string[] => subject.map((key) => `${inbox.topic} ${key}`)
  const count = (keys: readonly string[], by: number): void => {
    for (const key of keys) {
      const left = (queued.get(key) ?? 0) + by
      if (left > 0) queued.set(key, left)
      else queued.delete(key)
    }
  }
  const hasRoom = (keys: readonly string[], now: number): boolean => keys.every((key) => buckets.wait(key, 1, now) === 0)
  const take = (keys: readonly string[], now: number): void => {
    for (const key of keys) buckets.take(key, 1, now)
  }

  return {
    admit(position, subject, now) {
      const keys = keysIn(position, subject)
      if (!keys.some((key) => queued.has(key)) && hasRoom(keys, now)) {
        take(keys, now)
        return true
      }
      const waiting = inboxes.get(inboxKey(position)) ?? []
      waiting.push({ position, subject })
      inboxes.set(inboxKey(position), waiting)
      count(keys, 1)
      return false
    },
    due(now, most) {
      const due: Position[] = []
      for (const [inbox, waiting] of inboxes) {
        const passed = new Set<string>()
        const rest: Waiting[] = []
        for (const item of waiting) {
          const keys = keysIn(item.position, item.subject)
          // Nobody overtakes one of the same subject who still waits.
          if (due.length < most && !keys.some((key) => passed.has(key)) && hasRoom(keys, now)) {
            take(keys, now)
            count(keys, -1)
            due.push(item.position)
          } else {
            for (const key of keys) passed.add(key)
            rest.push(item)
          }
        }
        if (rest.length > 0) inboxes.set(inbox, rest)
        else inboxes.delete(inbox)
      }
      return due
    },
    firstWaiting: (inbox) => inboxes.get(inboxKey(inbox))?.[0]?.position.offset,
    isFull: (inbox) => (inboxes.get(inboxKey(inbox))?.length ?? 0) >= mostWaiting,
    forget(isGone) {
      for (const [inbox, waiting] of inboxes) {
        const [first] = waiting
        if (first === undefined || !isGone(first.position)) continue
        for (const { position, subject } of waiting) count(keysIn(position, subject), -1)
        inboxes.delete(inbox)
      }
    },
  }
}
