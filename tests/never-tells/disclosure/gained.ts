import type { Decision, EventDecision, DisclosedPart } from '../../../policy/decide/decision.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'

/** More of another agency's event than there was before. */
export interface Gain {
  readonly caseLog: CaseLogId
  readonly sequence: number
  /** `tombstone`: that it was there, of an event that was not shown before. */
  readonly what: 'event' | 'tombstone' | 'whole' | 'part' | 'dates' | 'publisher'
}

const positionOf = ({ caseLog, sequence }: Pick<EventDecision, 'caseLog' | 'sequence'>): string => `${caseLog} ${String(sequence)}`

export const isSameGain = (one: Gain, other: Gain): boolean => one.what === other.what && positionOf(one) === positionOf(other)

const FORMS: readonly (DisclosedPart['form'] | undefined)[] = [undefined, 'reduced', 'plain']
const EFFECTS: readonly (EventDecision['effect'] | undefined)[] = [undefined, 'tombstone', 'reduced', 'shown']
const PUBLISHERS: readonly EventDecision['publisher'][] = ['masked', 'type', 'named']

const formsOf = (event: EventDecision | undefined): ReadonlyMap<string, DisclosedPart['form']> =>
  new Map((event?.parts ?? []).map(({ owner, class: sensitivity, form }) => [`${owner} ${sensitivity}`, form]))

function gainsOf(before: EventDecision | undefined, after: EventDecision): readonly Gain[] {
  const { caseLog, sequence } = after
  const was = formsOf(before)
  const parts = [...formsOf(after)].some(([part, form]) => FORMS.indexOf(form) > FORMS.indexOf(was.get(part)))
  const gained: readonly (readonly [Gain['what'], boolean])[] = [
    [after.effect === 'tombstone' ? 'tombstone' : 'event', before === undefined],
    ['whole', before !== undefined && EFFECTS.indexOf(after.effect) > EFFECTS.indexOf(before.effect)],
    ['part', before !== undefined && parts],
    ['dates', before?.dates === 'month' && after.dates === 'exact'],
    ['publisher', before !== undefined && PUBLISHERS.indexOf(after.publisher) > PUBLISHERS.indexOf(before.publisher)],
  ]
  return gained.flatMap(([what, more]) => (more ? [{ caseLog, sequence, what }] : []))
}

/** What a reader is disclosed after that was not disclosed before, of the events for which `isFromOther` is true. A refusal discloses nothing. */
export function gainedDisclosure(
  before: Decision,
  after: Decision,
  isFromOther: (position: Pick<EventDecision, 'caseLog' | 'sequence'>) => boolean,
): readonly Gain[] {
  const seen = new Map(before.events.map((event) => [positionOf(event), event]))
  return after.events.filter(isFromOther).flatMap((event) => gainsOf(seen.get(positionOf(event)), event))
}
