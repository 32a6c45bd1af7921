import { compose, type ComposedFor } from '../../core/parts/compose.ts'
import type { LinkedCase } from '../../core/linking/case-links.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { Decision, EventDecision } from '../../policy/decide/decision.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import { caseItem, measuredOf, selectCase, wantedOf, type CaseItem, type CaseSelection } from './case-item.ts'
import { composedFor } from './composed-for.ts'
import type { ReadDeps } from './deps.ts'
import { createEventIds } from './event-ids.ts'
import type { TimelineItem } from './item.ts'
import { readMask, type Mask } from './names.ts'
import { fetchParts, partsOfEvents, type OpenedRow, type SealedRow, type WantedPart } from './open-parts.ts'
import { partLengths } from './part-lengths.ts'
import { eventIn, type CaseLog, type StoredEvent } from './snapshot.ts'

/** A case of which a list tells some events in words: what was decided over it, and the parts that are needed for that. */
export interface ToldCase {
  readonly of: LinkedCase<CaseLog>
  readonly input: DecisionInput
  readonly decision: Decision
  /** The events whose details are told. */
  readonly events: readonly EventDecision[]
  readonly selection: CaseSelection
  readonly mask: Mask
  readonly rows: readonly SealedRow[]
}

/** Fetches what tells events of a case, and who the case is about; nothing of a case that is not permitted. Opens none. */
export async function fetchTold(
  tx: ReadStoreTx,
  deps: ReadDeps,
  { of, input, decision, events }: Pick<ToldCase, 'of' | 'input' | 'decision' | 'events'>,
): Promise<ToldCase> {
  const lengthOf = await partLengths(tx, measuredOf(of, decision))
  const selection = selectCase(of, decision, lengthOf)
  const wanted = new Map([...partsOfEvents(events), ...wantedOf(selection)].map((part) => [partKey(part), part]))
  const rows = await fetchParts(tx, [...wanted.values()])
  return { of, input: { ...input }, decision, events, selection, rows, mask: await readMask(tx, deps, input, decision) }
}

const partKey = ({ caseLog, sequence, owner, class: sensitivity, form }: WantedPart): string =>
  [caseLog, sequence, owner, sensitivity, form].join(' ')

const placeOf = ({ caseLog, sequence }: Pick<EventDecision, 'caseLog' | 'sequence'>): string => `${caseLog} ${String(sequence)}`

/** Events, each once: as it stands first. */
export const onceEach = (events: readonly EventDecision[]): readonly EventDecision[] =>
  [...Map.groupBy(events, placeOf).values()].flatMap(([first]) => first ?? [])

/** The events of which a told case gives something out. */
export const disclosedOf = ({ events, selection }: Pick<ToldCase, 'events' | 'selection'>): readonly EventDecision[] =>
  onceEach([...events, ...selection.named.map(({ event }) => event)])

/** Says what of a told case goes into an answer. */
export interface Teller {
  readonly case: string
  readonly subject: CaseItem['subject']
  /** The reader's id of an event. */
  readonly idOf: (event: StoredEvent['index']) => string
  /** An event's `data` as the timeline has it, from the opened parts. */
  readonly dataOf: (event: EventDecision) => ReturnType<typeof compose>
  /** When an event was, as coarse as another decision shows it. */
  readonly occurredAs: (index: StoredEvent['index'], dates: EventDecision['dates']) => CaseOccurred
}

type CaseOccurred = TimelineItem['occurred']

/** A teller for one reader. `opened`: the opened parts of the read. */
export function createTeller(
  deps: ReadDeps,
  { reader, purpose }: { readonly reader: ReaderCredential; readonly purpose: string },
  { of, input, decision, selection, mask }: ToldCase,
  opened: readonly OpenedRow[],
): Teller {
  const idOf = createEventIds(deps.secrets.readerIds, staffOf(reader))
  const composed: ComposedFor = composedFor(deps, reader, purpose, input)
  const eventOf = eventIn(of.logs)
  const ids = new Map(decision.events.map((event) => [eventOf(event).index.event_id, idOf(eventOf(event).index)]))
  const id = deps.caseIds.outside(reader.agency, of.caseLog)
  return {
    case: id,
    subject: caseItem(selection, id, opened, composed).subject,
    idOf,
    dataOf: (event) => {
      const { index } = eventOf(event)
      const own = opened.filter((row) => placeOf(row) === placeOf(event))
      const context = {
        schema: deps.catalogue.types.get(index.type),
        reader: composed,
        eventId: (one: string) => ids.get(one),
        mask: mask.hide,
      }
      return compose(index, own, event, context)
    },
    occurredAs: (index, dates) =>
      compose(index, [], { dates, publisher: 'masked' }, { schema: undefined, reader: composed, eventId: () => undefined })
        .occurred as CaseOccurred,
  }
}
