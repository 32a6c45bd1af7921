/** Characters that no text may hold, as the inside of a class of a regular expression: control characters (Unicode's Cc) but tab and line ends. */
export const CONTROL = String.raw`\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f`

/** What a text looks like that has no control character: a JSON Schema pattern. */
export const PLAIN_TEXT = `^[^${CONTROL}]*$`
/** The same of a text that is not blank. */
export const STATED_TEXT = String.raw`^[^${CONTROL}]*[^${CONTROL}\s][^${CONTROL}]*$`

const control = new RegExp(`[${CONTROL}]`)

/** True for a text with a control character that is neither tab nor line end: no keyboard writes it, and what shows it may read on from there. */
export const hasControl = (text: string): boolean => control.test(text)

/** What is said of such a text: no part of it. */
export const NO_CONTROL = 'Has a control character, such as U+0000: text may have letters, signs, spaces, tabs and line ends.'

/** Fields of the opening that name something by a text of the agency. That people have keys is a publish rule (G06). */
const NAMES_SOMETHING: ReadonlySet<string> = new Set(['agency_record_ref', 'correlation_id', 'case_refs', 'value'])
const REFERENCES: ReadonlySet<unknown> = new Set(['ref', 'refs', 'agency'])

/** Whether a text field names something (a record, a number, an agency), so that a blank one names nothing. `kind`: as its schema has it. */
export const namesSomething = (name: string, kind: unknown): boolean => NAMES_SOMETHING.has(name) || REFERENCES.has(kind)

/** Lists that are what an event says: without an item it says nothing. Other lists may be empty: nobody else was asked, it may be shared for nothing. */
const SAY_IT: ReadonlySet<string> = new Set([
  'lawful_basis',
  'tactics',
  'behaviour',
  'impact_areas',
  'em_types',
  'efforts',
  'concern_codes',
  'topics',
  'strands',
  'reasons',
])

/** Whether a required list must have an item. */
export const mustHaveItems = (name: string): boolean => SAY_IT.has(name)
