import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../infra/clock/clock.ts'
import { AgencyClientError } from '../agency-client/errors.ts'
import type { Http } from '../agency-client/http.ts'
import { receipts, type Receipt } from '../agency-client/receipts.ts'
import type { Outcomes, Settlement } from './outcomes.ts'
import type { RowError } from './row-to-event.ts'

export interface AwaitOptions {
  readonly http: Http
  readonly outcomes: Pick<Outcomes, 'settle' | 'count'>
  /** Cursor of the receipts from before the first row; undefined: from the first receipt. */
  readonly after: string | undefined
  readonly clock: Clock
  /** Told how many rows wait, now and then. */
  readonly onWaiting: (rows: number) => void
  /** So long without a receipt of this import, and the wait ends (ms). */
  readonly patience?: number
}

/** How the wait ended: rows that have no last receipt yet, and the cursor behind what was read. */
export interface Awaited {
  readonly waiting: number
  readonly cursor: string | undefined
}

const PAGE = 1_000
const PATIENCE_MS = 15 * 60_000
const [LEAST_PAUSE_MS, MOST_PAUSE_MS] = [100, 2_000]
/** After so many refusals in a row a cursor is taken for one that the service knows no longer. */
const CURSOR_TRIES = 3

const findingsOf = ({ errors, warnings, status }: Receipt): readonly RowError[] =>
  (status === 'rejected' || status === 'held' ? errors : warnings).map(({ pointer, code, detail }) => ({
    ...(pointer === '' ? {} : { column: pointer }),
    code,
    detail,
  }))

/** A receipt that a later one follows settles nothing: the later one may be a refusal. */
const settlementOf = (receipt: Receipt): Settlement => ({
  receipt: receipt.receipt,
  outcome: receipt.final ? receipt.status : 'waiting',
  findings: findingsOf(receipt),
})

const isGone = (error: unknown): boolean => error instanceof AgencyClientError && error.code === 'cursor-gone'

/** Reads the agency's receipts until each row that was sent has its last one, or for so long none of them comes. */
export async function awaitReceipts({ http, outcomes, after, clock, onWaiting, patience = PATIENCE_MS }: AwaitOptions): Promise<Awaited> {
  const { signal } = new AbortController()
  let waiting = outcomes.count().waiting ?? 0
  let cursor = after
  let refusals = 0
  for (let since = clock.now(), pause = LEAST_PAUSE_MS; waiting > 0 && clock.now() - since < patience;) {
    try {
      for await (const { items, next } of receipts(http, signal, cursor, PAGE)) {
        refusals = 0
        const settled = outcomes.settle(items.map(settlementOf))
        if (settled > 0) [since, pause, waiting] = [clock.now(), LEAST_PAUSE_MS, waiting - settled]
        cursor = next ?? cursor
        if (waiting <= 0) return { waiting: 0, cursor }
      }
    } catch (error) {
      if (error instanceof AgencyClientError && error.code === 'sign-in') throw error
      if (error instanceof AgencyClientError) refusals += 1
      if (refusals === CURSOR_TRIES || isGone(error)) cursor = undefined
    }
    onWaiting(waiting)
    await sleep(pause)
    pause = Math.min(2 * pause, MOST_PAUSE_MS)
  }
  return { waiting, cursor }
}
