import { sharesProceeding } from '../../case/proceeding-ends.ts'
import { fact } from '../../case/index-part.ts'
import { holds, type InCase, type InCaseFinding } from './rule.ts'

export interface ViewsAsked {
  readonly rule: string
  /** Kind of the proceeding that both are about. */
  readonly kind: string
  /** Type of the views event. */
  readonly type: string
  readonly detail: string
}

/** The event that `views_event` names must be a views event of the same proceeding. */
export function viewsEvent(
  { event, index, meant: meantBy, earlierOf, isOwn, knowsProceeding }: InCase,
  { rule, kind, type, detail }: ViewsAsked,
): readonly InCaseFinding[] {
  const [id] = fact(index, 'views_event')
  if (id === undefined) return holds
  const meant = meantBy(id)
  // One that was corrected since stands in its later version.
  const stands = earlierOf(type, kind).some(() => true)
  if (stands && meant.some((views) => views.index.type === type && sharesProceeding(kind, views, event))) return holds
  // An id that nobody has may be of an event that is still on its way: refused only where the publisher knows that its events are linked.
  const own = meant.length > 0 ? meant.every(isOwn) : knowsProceeding(kind)
  return [{ rule, pointer: '/data/details/views_event', detail, restsOn: own ? 'own' : 'others' }]
}
