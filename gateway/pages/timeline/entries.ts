import { bestKnown } from '../../../core/parts/best-known.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { ShownAgency, TimelineItem } from '../../read/item.ts'
import { changeLines } from './change-lines.ts'
import { codeWords } from './codes.ts'
import type { WordsContext } from './context.ts'
import { dateWords, occurredWords } from './dates.ts'
import { detailLines } from './details.ts'
import { heldLine } from './held.ts'
import { line, type DetailLine } from './line.ts'
import { marksOf, withdrawnIn, type EntryMarks } from './marks.ts'
import { openingLines } from './opening-lines.ts'
import { harmedWords } from './people.ts'
import { personLines } from './person-lines.ts'
import { speechOf, type Speech } from './speech.ts'
import { basisWords, tagsOf } from './tags.ts'
import { titleOf } from './titles.ts'
import { warningsOf, type Warning } from './warnings.ts'

/** An event as the page shows it: words only. */
export interface Entry {
  readonly id: string
  /** What he did, with the tactic, and to whom; or what was done about him. */
  readonly title: string
  /** The agency that recorded it; where it is not named, what kind it is, if that is told. */
  readonly byline: string
  /** For the `datetime` attribute: a date or month as recorded. */
  readonly date: string
  readonly when: string
  readonly recorded: string
  /** Whom he harmed, as this reader may know them. */
  readonly harmed: string | undefined
  /** How it is known, in a word or two. */
  readonly basis: string | undefined
  readonly tags: readonly string[]
  readonly marks: EntryMarks
  /** What he must not learn of it. */
  readonly warnings: readonly Warning[]
  /** Everything that is disclosed of it. */
  readonly lines: readonly DetailLine[]
}

/** What must not reach him: the entry that says so. */
export interface NotForHim {
  readonly id: string
  readonly when: string
  readonly title: string
  readonly warnings: readonly Warning[]
}

/** What entries of a page are made with. */
export interface EntriesOf {
  readonly catalogue: Catalogue
  readonly agencyName: (id: string) => string | undefined
  /** What is best known of him over the whole disclosed set, where that is more than these events; by it the page speaks of him in one way. */
  readonly subject?: Readonly<Record<string, unknown>> | null
}

/** Plainly not an erasure, and not a hint that there was nothing to say. */
const UNREADABLE =
  'What you may see of this entry, or part of it, cannot be read: the key that opens it is missing from this service. It was not erased, and may come back. Ask the agency that recorded it.'

const unreadableLine = ({ unreadable }: Pick<TimelineItem, 'unreadable'>): readonly DetailLine[] =>
  unreadable ? [{ key: 'Cannot be read', values: [UNREADABLE] }] : []

/** Who recorded it. A named agency is known by its name; of another its kind is all that is told. */
const agencyWords = ({ id, name, type }: ShownAgency, catalogue: Catalogue): string =>
  id !== undefined || type === undefined ? name : `${name} (${codeWords(catalogue, 'agency_type', type)})`

const agencyLine = ({ name, type }: ShownAgency, catalogue: Catalogue): readonly DetailLine[] =>
  line('Recorded by', name, type === undefined ? undefined : codeWords(catalogue, 'agency_type', type))

/** The one way to speak of him on a page of these events, the newest first. */
export const speechFor = (items: readonly TimelineItem[], subject?: EntriesOf['subject']): Speech =>
  speechOf(bestKnown([subject, ...items.map(({ data }) => data.subject)]))

/** Words of each event of a page, in the order given: the newest first. */
export function entriesOf(items: readonly TimelineItem[], { catalogue, agencyName, subject }: EntriesOf): readonly Entry[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const withdrawn = withdrawnIn(items)
  const speech = speechFor(items, subject)
  const eventWords = (id: string): string | undefined => {
    const item = byId.get(id)
    return item && `${occurredWords(item.occurred)}: ${titleOf(item, speech, catalogue)}`
  }
  const context: WordsContext = { catalogue, agencyName, speech, eventWords }
  return items.map((item): Entry => {
    const marks = marksOf(item, withdrawn)
    return {
      id: item.id,
      title: titleOf(item, speech, catalogue),
      byline: agencyWords(item.agency, catalogue),
      date: item.occurred.from,
      when: occurredWords(item.occurred),
      recorded: dateWords(item.recorded_at),
      harmed: harmedWords(item.data),
      basis: basisWords(item.data.assertion, speech),
      tags: tagsOf(item, speech, marks.withdrawn),
      marks,
      warnings: warningsOf(item, speech),
      lines: linesOf(item, byId, context),
    }
  })
}

/** Everything that is disclosed of an event, in lines. */
const linesOf = (item: TimelineItem, byId: ReadonlyMap<string, TimelineItem>, context: WordsContext): readonly DetailLine[] => [
  ...unreadableLine(item),
  ...changeLines(item, byId, context),
  ...detailLines(item.type, item.data, context),
  ...heldLine(item.data, context.speech),
  ...personLines(item.data, context),
  ...openingLines(item.data, context),
  ...agencyLine(item.agency, context.catalogue),
  ...line('Kind of entry', item.title),
]

/** Everything of these entries that must not reach him, in the order given: for the top of a page of somebody who faces him. */
export const notForHim = (entries: readonly Entry[]): readonly NotForHim[] =>
  entries.flatMap(({ id, when, title, warnings }) => (warnings.length === 0 ? [] : [{ id, when, title, warnings }]))
