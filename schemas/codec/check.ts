import type { Catalogue } from '../catalogue/event-schema.ts'
import type { AgencyId } from '../ids.ts'
import type { AgencyEvent, EventData } from './agency-event.ts'
import type { Result } from './errors.ts'
import { checkAttributes, parseSource } from './check-attributes.ts'
import { compileCheck } from './check-schema.ts'
import { isDateTime } from './formats.ts'
import { isObject } from '../avro/json-object.ts'
import { MOST_ITEMS, missing, report } from './check-run.ts'
import { meantInWords } from './nearest.ts'
import type { Run } from './check-run.ts'

/** Checks a CloudEvent in its JSON form. */
export type EventChecker = (input: unknown, options?: CheckOptions) => Result<AgencyEvent>

export interface CheckOptions {
  /** True of an event that was taken before, and is read again: what is refused only since then does not count. Default: false. */
  readonly isKept?: boolean
}

/** The day on which codes must be in force: that of recording, as its own offset counts it. */
function dayOf(event: Readonly<Record<string, unknown>>): string | undefined {
  const data = event.data
  const recorded = isObject(data) ? data.recorded_at : undefined
  return typeof recorded === 'string' && isDateTime(recorded) ? recorded.slice(0, 10) : undefined
}

/**
 * The strict check of an event (rules G01, G03, G04 and G05), compiled once per type. It reports every wrong path at once, up to a hundred, and never
 * a submitted value. Codes: G01 unknown type, G03 missing, G04 unknown field, G05 code not on its list or not in force on the day of recording,
 * wrong-type, wrong-format, lone-surrogate, control-character, reserved-key, too-many-items.
 * Pointers are into the CloudEvent; that of an unknown field whose name is no plain name is its object's.
 */
export function createEventChecker(catalogue: Catalogue): EventChecker {
  const checks = new Map([...catalogue.types].map(([type, schema]) => [type, compileCheck(schema.source, catalogue.codeLists)]))
  return (input, { isKept = false } = {}) => {
    if (!isObject(input)) return { ok: false, errors: [{ pointer: '', code: 'wrong-type', detail: 'Must be a CloudEvents 1.0 object.' }] }
    const run: Run = { errors: [], day: dayOf(input), isKept, items: MOST_ITEMS }
    checkAttributes(run, input)
    const { type, data } = input
    const check = typeof type === 'string' ? checks.get(type) : undefined
    if (typeof type === 'string' && check === undefined) report(run, '/type', 'G01', () => unknownType(type, checks.keys()))
    if (data === undefined || data === null) missing(run, '/data', 'an object: see /v1/event-types for the fields of each type')
    else if (!isObject(data)) report(run, '/data', 'wrong-type', 'Must be an object.')
    else check?.(run, data, '/data')
    return run.errors.length === 0 ? { ok: true, value: asEvent(input) } : { ok: false, errors: run.errors }
  }
}

/** What is said of a type that the catalogue does not have. */
export const unknownType = (type: string, known: Iterable<string>): string =>
  `Not an event type of the catalogue: /v1/event-types has them all.${meantInWords(type, known)}`

/** INVARIANT: only of an input that was checked. */
function asEvent(input: Readonly<Record<string, unknown>>): AgencyEvent {
  const { id, source, type, time, data } = input as unknown as { id: string; source: string; type: string; time: string; data: EventData }
  const { agency, system } = parseSource(source) as { agency: AgencyId; system: string }
  return { id, source, agency, system, type, time, data }
}

/** The same once, for callers that check little. Prefer `createEventChecker`, which compiles once. */
export const checkEvent = (catalogue: Catalogue, input: unknown): Result<AgencyEvent> => createEventChecker(catalogue)(input)
