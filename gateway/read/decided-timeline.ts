import { caseEvents } from '../../core/case/case-events.ts'
import { compose } from '../../core/parts/compose.ts'
import { marksOf, type MarkedEvent, type Marks } from '../../core/disclosure/marks.ts'
import { pageOf, type Page, type PageRequest, type ShownEvent } from '../../core/disclosure/page.ts'
import { mapInSlices } from '../../infra/event-loop/in-slices.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { staffOf, type ReaderCredential } from '../identity/credential.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import type { Decision, EventDecision } from '../../policy/decide/decision.ts'
import { createEventIds } from './event-ids.ts'
import { itemOf, type TimelineItem } from './item.ts'
import { partRowsUpTo } from './case-links.ts'
import { fetchParts, partsOfEvents, openParts, type SealedRow } from './open-parts.ts'
import { composedFor } from './composed-for.ts'
import { readMask, type Mask } from './names.ts'
import type { ReadDeps } from './deps.ts'
import { putOnRecord } from './on-record.ts'
import { eventIn, type CaseSnapshot } from './snapshot.ts'
import { caseLogsOf, decideOneCase, emergencyUntil } from './decide-cases.ts'

/** What of a case's timeline is asked for. */
export interface AskedTimeline {
  /** The action of its access record. */
  readonly action: string
  readonly reader: ReaderCredential
  /** The case id as it was asked for. */
  readonly caseId: string
  readonly purpose: string
  readonly page: PageRequest
  /** The page as the access record has it, so that a replay can select the same. */
  readonly recordedPage: Readonly<Record<string, string>>
  /** The access record of the justification that was sent. */
  readonly justification: string | undefined
}

/** A decided event with its index part. */
export type Shown = ShownEvent<EventDecision>

/** A whole case decided over, in one snapshot, and the page of it: everything but what the disclosed parts say. */
export interface DecidedTimeline {
  readonly asked: AskedTimeline
  /** When, ISO 8601 in UTC. */
  readonly at: string
  readonly snapshot: CaseSnapshot
  readonly input: DecisionInput
  readonly decision: Decision
  /** When the reader's emergency access to the case ends, ISO 8601 in UTC; undefined where none is live. */
  readonly emergencyUntil: string | undefined
  /** Positions of events that the reader is told have no effect now. */
  readonly notInEffect: ReadonlySet<string>
  /** Every event that is disclosed, in timeline order. */
  readonly shown: readonly Shown[]
  readonly page: Page<Shown>
  /** The disclosed parts of the page, sealed. */
  readonly rows: readonly SealedRow[]
  readonly marks: (event: MarkedEvent) => Marks
  readonly mask: Mask
}

const NOTHING: Page<Shown> = { events: [], next: undefined, previous: undefined }

/** Decides over the whole case in one snapshot and fetches exactly the parts that the page releases. Opens none. */
export async function decideTimeline(deps: ReadDeps, asked: AskedTimeline): Promise<DecidedTimeline> {
  const { reader, caseId, purpose, justification } = asked
  const at = new Date(deps.clock.now()).toISOString()
  return readSnapshot(deps.readStore.db, async (tx) => {
    const { snapshot, input, decision } = await decideOneCase(
      tx,
      deps,
      { reader, purpose, justified: justification !== undefined },
      caseLogsOf(deps, reader, caseId),
      at,
    )
    const shown = decision.outcome === 'permit' ? await shownEvents(deps, reader, snapshot, decision) : []
    const page = decision.outcome === 'permit' ? pageOf(shown, asked.page) : NOTHING
    const wanted = partsOfEvents(page.events.map(({ decision: event }) => event))
    const rows =
      wanted.length === 0
        ? []
        : await fetchParts(tx, wanted, await deps.keptParts?.ofRead(snapshot.logs, (caseLog, last) => partRowsUpTo(tx, caseLog, last)))
    const mask = await readMask(tx, deps, input, rows.length === 0 ? { ...decision, events: [] } : decision)
    // A copy: what was folded of the input is kept for as long as the input is, and a live timeline holds this for hours.
    return {
      asked,
      at,
      snapshot,
      input: { ...input },
      decision,
      notInEffect: new Set(decision.outcome === 'permit' ? deps.policy.notInEffect(input).map(positionKey) : []),
      emergencyUntil: decision.outcome === 'permit' ? emergencyUntil(deps, input) : undefined,
      shown,
      page,
      rows,
      mask,
      marks: marksOf(shown, () => caseEvents(snapshot.logs, deps.policy.engine !== 1)),
    }
  })
}

/** What was disclosed, with the id of its access record; of a refusal the id alone. */
export interface AnsweredTimeline {
  readonly record: string
  readonly items: readonly TimelineItem[]
}

/** Opens what a page discloses and puts the read on record, and only then gives it. Throws ReadRefused `not-recorded` when it cannot be recorded. */
export async function answerTimeline(deps: ReadDeps, decided: DecidedTimeline): Promise<AnsweredTimeline> {
  const {
    asked: { action, reader, caseId, purpose, recordedPage, justification },
    at,
    snapshot,
    decision,
    page,
    rows,
  } = decided
  const items = await composedItems(deps, decided)
  const record = await putOnRecord(deps, {
    at,
    action,
    reader,
    purpose,
    snapshot,
    asked: caseId,
    justified: justification !== undefined,
    page: { ...recordedPage, ...(justification === undefined ? {} : { justification }) },
    decision,
    disclosed: page.events.map((event) => event.decision),
    rows,
  })
  return { record, items }
}

/** The items of a page as the reader would be given them. Puts nothing on record: what of it goes out is put there first. */
export async function composedItems(deps: ReadDeps, decided: DecidedTimeline): Promise<readonly TimelineItem[]> {
  const {
    asked: { reader, purpose },
    snapshot,
    page,
    rows,
  } = decided
  const opened = await openParts(deps, rows, eventIn(snapshot.logs))
  const composed = composedFor(deps, reader, purpose, decided.input)
  const ids = new Map(decided.shown.map((event) => [event.index.event_id, event.id]))
  const parts = Map.groupBy(opened, positionKey)
  return page.events.map((event) => {
    const { id, index, decision: shown } = event
    const schema = deps.catalogue.types.get(index.type)
    const own = parts.get(positionKey(shown)) ?? []
    const data = compose(index, own, shown, { schema, reader: composed, eventId: (eventId) => ids.get(eventId), mask: decided.mask.hide })
    return itemOf({
      id,
      title: schema?.title ?? index.type,
      index,
      decision: shown,
      agency: snapshot.control.agencies.get(index.agency),
      marks: decided.marks(event),
      notInEffect: decided.notInEffect.has(positionKey(shown)),
      unreadable: own.some((part) => part.unreadable === true),
      data,
    })
  })
}

const positionKey = ({ caseLog, sequence }: { readonly caseLog: CaseLogId; readonly sequence: number }): string =>
  `${caseLog} ${String(sequence)}`

/** The decided events with their index parts, in timeline order. */
function shownEvents(deps: ReadDeps, reader: ReaderCredential, snapshot: CaseSnapshot, decision: Decision): Promise<readonly Shown[]> {
  const idOf = createEventIds(deps.secrets.readerIds, staffOf(reader))
  const eventOf = eventIn(snapshot.logs)
  return mapInSlices(decision.events, (event) => {
    const { index } = eventOf(event)
    return { decision: event, index, id: idOf(index), family: deps.catalogue.types.get(index.type)?.family ?? '' }
  })
}
