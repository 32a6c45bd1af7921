import { inDetails } from '../of-type.ts'
import { HOLDS, type OwnRule } from './rule.ts'

export interface OwnViewsAsked {
  readonly rule: string
  /** Kind of the proceeding that both are about. */
  readonly kind: string
  /** Type of the views event. */
  readonly type: string
  /** What would be right. */
  readonly detail: string
}

const OTHERS =
  'This is not the event in which your agency recorded her views here. Where another agency asked her, nothing is to be done; else name your own.'

/**
 * `views_event` names a views event of the same proceeding, which stands or has a later version. Refused where it names an own event that is none; an id of no own
 * event may be another agency's, so that its sender is warned where it has views of its own, and no more.
 */
export const ownViewsEvent =
  ({ rule, kind, type, detail }: OwnViewsAsked): OwnRule =>
  ({ event, meant: meantBy, said, stands }) => {
    const { views_event: id } = event.data.details
    if (typeof id !== 'string' || id === '') return HOLDS
    const views = said(type, kind)
    const standing = views.some(stands)
    const meant = meantBy(id)
    if (meant.length === 0) return standing ? { errors: [], warnings: [inDetails(rule, 'views_event', OTHERS)] } : HOLDS
    const holds = meant.some((own) => {
      // Of an event of before it is not known what it says.
      if (own.statement === undefined) return own.type === type || own.type === ''
      return views.includes(own.statement) && standing
    })
    return holds ? HOLDS : { errors: [inDetails(rule, 'views_event', detail)], warnings: [] }
  }
