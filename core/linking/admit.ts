import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { cameBefore, type InboxPosition } from '../publish/receipt-id.ts'
import { decidesAbout } from './decision.ts'
import { knownEvent, type KnownEvent, type LinkIndex } from './link-index.ts'

export type Admission =
  | { readonly kind: 'fresh' }
  /** The same inbox record again, after a stop: it goes where its claim says, or waits where it waited. */
  | { readonly kind: 'redelivered'; readonly event: KnownEvent }
  /** The same event sent again. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'rejected'; readonly errors: readonly FieldError[] }

/** Types that act on another event of their own agency (G10), with the field that names it. */
const OWN_TARGET: Readonly<Record<string, string>> = {
  'record.corrected': 'target_event',
  'record.retracted': 'target_event',
  'record.erased': 'target_event',
}

const NO_TARGET = 'Name an event that your agency published and that was accepted.'
const OTHER_CONTENT = 'Another event of this source has this id. Give a changed event an id of its own and say which event it corrects.'

const sameRecord = (one: InboxPosition, other: InboxPosition): boolean =>
  one.topic === other.topic && one.partition === other.partition && one.offset === other.offset

const NOTHING: readonly unknown[] = []

/** Fields that must name an own event, with the event ids that they name. */
function targets(event: AgencyEvent): readonly { readonly pointer: string; readonly id: unknown }[] {
  const field = OWN_TARGET[event.type]
  return [
    ...(field === undefined ? [] : [{ pointer: `/data/details/${field}`, id: event.data.details[field] }]),
    // What people decided of who is who acts on the events that it names.
    ...(decidesAbout(event) === 'events' ? (event.data.based_on ?? NOTHING) : NOTHING).map((id, at) => ({
      pointer: `/data/based_on/${String(at)}`,
      id,
    })),
    ...(event.data.corrects == null ? [] : [{ pointer: '/data/corrects', id: event.data.corrects }]),
  ]
}

/** G16: events of the type `type` may not rest on events of the type `never` alone. */
const RESTS_ON = { type: 'risk.level-changed', never: 'monitoring.polygraph-completed' } as const
const POLYGRAPH_ALONE = 'A risk change may not rest on polygraph sessions alone. Name what else it rests on.'

/**
 * True of a risk change that rests on polygraph sessions of its own agency alone, in a case or waiting. INVARIANT: the answer rests on what the publisher published and on nothing else:
 * if it rested on the case, it would say whether two of the publisher's events are in one case, and so who is known there with whom.
 */
function restsOnPolygraphAlone({ type, agency, system, data }: AgencyEvent, inbox: InboxPosition, known: LinkIndex): boolean {
  const ids = type === RESTS_ON.type ? (data.based_on ?? []) : []
  return (
    ids.length > 0 &&
    ids.every((id) => {
      const ofAgency = (known.events.get(id) ?? []).filter((event) => event.agency === agency && cameBefore(event.inbox, inbox))
      const ofSystem = ofAgency.filter((event) => event.system === system)
      const meant = ofSystem.length > 0 ? ofSystem : ofAgency
      return meant.length > 0 && meant.every((event) => event.type === RESTS_ON.never)
    })
  )
}

/**
 * G09, G10 and G16, from the publisher's own events alone. A target of another agency and one that is nowhere get the same words, so that nothing is
 * learned of other agencies' events. `forAll`: the bus operator acts on any agency's events, on the data protection officer's order. `digestBefore`: the digest as an
 * earlier release made it.
 */
export function admit(
  event: AgencyEvent,
  digest: string,
  inbox: InboxPosition,
  known: LinkIndex,
  forAll: boolean,
  digestBefore?: () => string,
): Admission {
  const earlier = knownEvent(known, event)
  if (earlier !== undefined) {
    if (sameRecord(earlier.inbox, inbox)) return { kind: 'redelivered', event: earlier }
    return earlier.digest === digest || earlier.digest === digestBefore?.()
      ? { kind: 'repeated' }
      : { kind: 'rejected', errors: [{ pointer: '/id', code: 'G09', detail: OTHER_CONTENT }] }
  }
  const mayTarget = (target: KnownEvent): boolean => (forAll || target.agency === event.agency) && cameBefore(target.inbox, inbox)
  const missing = targets(event).filter(({ id }) => typeof id !== 'string' || !known.events.get(id)?.some(mayTarget))
  if (missing.length === 0) {
    if (!restsOnPolygraphAlone(event, inbox, known)) return { kind: 'fresh' }
    return { kind: 'rejected', errors: [{ pointer: '/data/based_on', code: 'G16', detail: POLYGRAPH_ALONE }] }
  }
  return { kind: 'rejected', errors: missing.map(({ pointer }) => ({ pointer, code: 'G10', detail: NO_TARGET })) }
}
