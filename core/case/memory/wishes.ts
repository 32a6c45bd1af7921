import type { AgencyId } from '../../../schemas/ids.ts'
import type { CaseEvent } from '../case-events.ts'
import { fact } from '../index-part.ts'
import { beginning } from '../moments.ts'
import { isLiveOverride } from '../overrides.ts'
import { isConsent, limits, wishFrom, type Wish } from '../wishes.ts'
import type { AdultsInView } from './adults.ts'
import type { CaseView } from './case-view.ts'
import { key } from './keys.ts'
import type { Standing } from './standing.ts'

/** What harmed adults want and what was decided against it, as `wishesOf` and `liveOverrides` say it of a whole case. */
export interface WishesInView {
  /** Undefined where nothing was said. */
  readonly of: (adult: string) => Wish | undefined
  /** True when a live override lifts the adult's wishes for a purpose; `counts`: whose overrides count. */
  readonly isOverridden: (adult: string, purpose: string, counts?: (agency: AgencyId) => boolean) => boolean
}

/** Looks from the latest statement back, as far as it must. */
export function wishesIn(view: CaseView, { counts, isErased }: Standing, adults: AdultsInView): WishesInView {
  /** Whose statement it is that names nobody: of the only adult of the case; a limit, of all of them. */
  const isSaidBy = (adult: string, event: CaseEvent, limiting: boolean): boolean => {
    const named = adults.of(event)
    if (named !== undefined) return named.includes(adult)
    const all = adults.all()
    return (all.length === 1 || limiting) && all.includes(adult)
  }
  // An erased refusal still binds; an erased agreement opens nothing.
  const binds = (event: CaseEvent, adult: string): boolean =>
    counts(event) && (limits(event) || !isErased(event)) && isSaidBy(adult, event, limits(event))

  /** The statement that is true last (see `latestTrue`): of those that do not end before the last of them began, the one numbered last. */
  const lastSaid = (type: string, isHers: (event: CaseEvent) => boolean): CaseEvent | undefined => {
    const last = view.lastBegunFirst(key.ofType(type)).find(isHers)
    if (last === undefined) return undefined
    const [from] = beginning(last.index)
    return view.newestFirst(key.ofType(type)).find((event) => beginning(event.index)[1] >= from && isHers(event))
  }
  return {
    of: (adult) =>
      wishFrom(
        lastSaid('consent.recorded', (event) => isConsent(event, view.now) && binds(event, adult)),
        lastSaid('marac.referral-made', (event) => binds(event, adult)),
      ),
    isOverridden: (adult, purpose, isCounted = () => true) =>
      view
        .newestFirst(key.ofType('consent.override-recorded'))
        .some(
          (event) =>
            isLiveOverride(event, view.now) &&
            fact(event.index, 'purposes').includes(purpose) &&
            counts(event) &&
            !isErased(event) &&
            isSaidBy(adult, event, false) &&
            isCounted(event.index.agency),
        ),
  }
}
