import type { Clock } from '../clock/clock.ts'

const WINDOW_MS = 300_000

/** The number farthest from 0 of the last ten minutes, or of the last five at least. */
export interface Greatest {
  add(value: number): void
  /** undefined: none was added in that time. */
  value(): number | undefined
}

const farther = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || (other !== undefined && Math.abs(other) > Math.abs(one)) ? other : one

/** Keeps two windows of five minutes: the one at hand, and the one before. */
export function createGreatest(clock: Clock): Greatest {
  let window = 0
  let now: number | undefined
  let before: number | undefined
  const move = (): void => {
    const at = Math.floor(clock.now() / WINDOW_MS)
    if (at === window) return
    before = at === window + 1 ? now : undefined
    now = undefined
    window = at
  }
  return {
    add(value) {
      move()
      now = farther(now, value)
    },
    value() {
      move()
      return farther(now, before)
    },
  }
}
