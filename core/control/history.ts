import { AGENCY_REGISTERED, STAFF_CHANGED, type ControlEntry } from './entry.ts'
import { createControlFold, type ControlState, type Standing } from './state.ts'

/** What control.events said at some version of what decisions rest on. */
export interface ControlAt extends Pick<ControlState, 'agencies' | 'policy' | 'instrumentsSince'> {
  /** Whose standing is asked, by staff token. */
  readonly staff: Pick<ReadonlyMap<string, Standing>, 'get'>
}

/** All versions of control.events. */
export interface ControlHistory {
  /** What it said after entry `n`; of 0, before the first. */
  readonly at: (n: number) => ControlAt
}

/** Values by the number of the entry that each came with, oldest first. */
type Dated<T> = { readonly from: number; readonly value: T }[]

/** The newest value of entry `n` or before. */
function valueAt<T>(dated: Dated<T> | undefined, n: number): T | undefined {
  let [low, high] = [0, dated?.length ?? 0]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((dated?.[middle]?.from ?? 0) <= n) low = middle + 1
    else high = middle
  }
  return dated?.[low - 1]?.value
}

/**
 * Folds the entries once, and keeps of each version what changed with it: a version is looked up, not folded again. Pure.
 */
export function controlHistory(entries: Iterable<ControlEntry>): ControlHistory {
  const { state, take } = createControlFold()
  const agencies: Dated<ControlState['agencies']> = [{ from: 0, value: new Map() }]
  const releases: Dated<Pick<ControlState, 'policy' | 'instrumentsSince'>> = [
    { from: 0, value: { policy: undefined, instrumentsSince: undefined } },
  ]
  const staff = new Map<string, Dated<Standing>>()
  let from = 0
  for (const entry of entries) {
    take(entry)
    from += 1
    if (entry.type === AGENCY_REGISTERED) agencies.push({ from, value: new Map(state.agencies) })
    if (entry.type === STAFF_CHANGED) {
      const { staff: token } = entry.value
      const standing = state.staff.get(token)
      const before = staff.get(token) ?? []
      if (standing !== undefined) before.push({ from, value: standing })
      staff.set(token, before)
    }
    const { policy, instrumentsSince } = state
    if (policy !== releases.at(-1)?.value.policy) releases.push({ from, value: { policy, instrumentsSince } })
  }
  return {
    at: (n) => ({
      agencies: valueAt(agencies, n) ?? new Map(),
      ...(valueAt(releases, n) ?? { policy: undefined, instrumentsSince: undefined }),
      staff: { get: (token) => valueAt(staff.get(token), n) },
    }),
  }
}
