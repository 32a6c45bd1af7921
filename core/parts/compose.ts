import type { EventSchema } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import type { IndexPart } from '../case/index-part.ts'
import { namesIn } from '../names/name-tokens.ts'
import { asKnownToHim, basisKnownToHim, withOwnIdentifiers } from './for-reader.ts'
import { monthOf } from './reduced/dates.ts'
import { disclosedKeys, withoutForeignReferences, type References } from './references.ts'
import type { OpenedPart } from './opened-part.ts'

export type { OpenedPart } from './opened-part.ts'

/** How the decision wants the event composed. */
export interface Composition {
  readonly dates: 'exact' | 'month'
  readonly publisher: 'named' | 'type' | 'masked'
}

/** Who an answer is composed for. */
export interface ComposedFor {
  readonly agency: AgencyId
  /** True of a role that faces the perpetrator. */
  readonly facesPerpetrator: boolean
  /** The pseudonym, for this reader's agency and purpose, of a person who is shown without a name. */
  readonly pseudonymOf: (person: string) => string
}

/** What references are translated with: `eventId` gives a disclosed event's id for this reader, undefined for any other. */
export interface ComposeContext {
  readonly reader: ComposedFor
  readonly schema: EventSchema | undefined
  readonly eventId: (eventId: string) => string | undefined
  /** Hides what a reader may not see in a text of `details`, but for the names of workers whom the event itself names. Absent: nothing is hidden. */
  readonly mask?: ((text: string, workers: ReadonlySet<string>) => string) | undefined
}

type Data = Record<string, unknown>

/** Fields by which a masked publisher would be known: its references, and the lawful basis, which tells police from a charity. */
const NAMES_PUBLISHER: ReadonlySet<string> = new Set(['/agency_record_ref', '/case_refs', '/correlation_id', '/sharing'])

function occurredOf({ occurred }: IndexPart, dates: Composition['dates']): Data {
  const { from, until, precision } = occurred
  if (dates === 'exact') return { from, ...(until === null ? {} : { until }), precision }
  const coarse = precision === 'year' || precision === 'period' ? precision : 'month'
  return { from: monthOf(from), ...(until === null ? {} : { until: monthOf(until) }), precision: coarse }
}

/** Puts a value where its pointer says: at most two levels, as the parts have them. */
function setValue(data: Data, pointer: string, value: unknown): void {
  const [first = '', second] = pointer.slice(1).split('/')
  if (second === undefined) data[first] = value
  else ((data[first] ??= {}) as Data)[second] = value
}

/** Words of the names of workers whom an event names, as far as that is disclosed. */
const workersOf = (opened: readonly OpenedPart[]): ReadonlySet<string> =>
  namesIn(
    opened
      .filter((part) => part.class === 'STAFF' && part.form === 'plain')
      .flatMap(({ values }) => Object.values(values))
      .filter((value) => typeof value === 'string'),
  )

/** A reduced form is stored once for everybody; its pseudonym is each reader's own. */
const pseudonymised = ({ owner, form, class: sensitivity }: OpenedPart, pointer: string, value: unknown, reader: ComposedFor): unknown =>
  form === 'reduced' && sensitivity === 'PERP_ID' && pointer === '/subject' ? { pseudonym: reader.pseudonymOf(owner) } : value

/** The people harmed whom the parts disclose, in the event's order. No gap and no number tells of others. */
const harmedOf = (entries: readonly (readonly [string, unknown])[]): readonly unknown[] =>
  entries
    .flatMap(([pointer, value]) => {
      const at = /^\/harmed\/(\d+)$/.exec(pointer)?.[1]
      return at === undefined ? [] : [[Number(at), value] as const]
    })
    .sort(([one], [other]) => one - other)
    .map(([, value]) => value)

/**
 * The `data` of a timeline item, from the clear index part (when, basis, verification) and the opened parts alone. A reference to an event that the
 * reader is not shown, or to a person who is not named in this answer, is left out. `held` lists what is known to be held, in words.
 */
export function compose(index: IndexPart, opened: readonly OpenedPart[], composition: Composition, context: ComposeContext): Data {
  const { dates, publisher } = composition
  const { mask, reader, ...known } = context
  const texts = new Set(
    mask === undefined ? [] : context.schema?.details.filter(({ kind }) => kind === 'text').map(({ name }) => `/details/${name}`),
  )
  const references: References = { ...known, people: disclosedKeys(opened) }
  const workers = mask === undefined ? new Set<string>() : workersOf(opened)
  const coverKnown = reader.facesPerpetrator && index.perp_knows === 'never'
  const entries = opened
    .flatMap((part) =>
      Object.entries(part.values).map(([pointer, value]) => [pointer, pseudonymised(part, pointer, value, reader)] as const),
    )
    .filter(([pointer]) => publisher === 'named' || !NAMES_PUBLISHER.has(pointer))
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
  const data: Data = {
    occurred: occurredOf(index, dates),
    recorded_at: dates === 'exact' ? index.recorded_at : monthOf(index.recorded_at),
    assertion: { basis: coverKnown ? basisKnownToHim(index.basis) : index.basis, verification: index.verification },
  }
  const isOwn = index.agency === reader.agency
  const harmed = harmedOf(entries).map((person) => withOwnIdentifiers(person, isOwn))
  for (const [pointer, value] of entries) {
    if (pointer.startsWith('/harmed/') || pointer.startsWith('/held/')) continue
    const kept = withoutForeignReferences(pointer, value, references)
    if (kept === undefined) continue
    const said = pointer === '/subject' ? withOwnIdentifiers(kept, isOwn) : coverKnown ? asKnownToHim(pointer, kept, context.schema) : kept
    setValue(data, pointer, mask !== undefined && typeof said === 'string' && texts.has(pointer) ? mask(said, workers) : said)
  }
  if (harmed.length > 0) data.harmed = harmed
  const held = new Set(entries.flatMap(([pointer]) => (pointer.startsWith('/held/') ? [pointer.slice('/held/'.length)] : [])))
  if (held.size > 0) data.held = [...held]
  return { ...data, details: data.details ?? {} }
}
