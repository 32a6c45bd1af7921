import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import { createEventChecker, type EventChecker } from '../../schemas/codec/check.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import type { ColumnRule, FieldRule, Mapping } from './mapping.ts'
import { within } from './mapping-pointer.ts'
import { objectFrom } from './set-values.ts'

/** A value that a rule may make, and the pointer in the mapping where it is written. */
interface Sample {
  readonly at: string
  readonly value: unknown
}

const UUID = '00000000-0000-5000-8000-000000000000'
const DAY = '2020-01-01'
/** An event that says no more than these data. */
const eventOf = (type: string, data: unknown): object => ({
  specversion: '1.0',
  id: UUID,
  source: '/agencies/x/x',
  type,
  time: `${DAY}T00:00:00Z`,
  data,
})
/** Of what the cells say, one value that has the form. */
const OF_FORM: Readonly<Record<Exclude<NonNullable<ColumnRule['form']>, 'code'>, unknown>> = {
  text: 'x',
  date: DAY,
  'date-time': `${DAY}T00:00:00Z`,
  integer: 1,
  number: 1,
  boolean: true,
  'event-id': UUID,
}
/** A text may have any form or code that its field wants: that is the row's. */
const OF_ROWS: ReadonlySet<string> = new Set(['G05', 'wrong-format'])

function samplesOf(rule: FieldRule, at: string): readonly Sample[] {
  if (!('column' in rule)) return [{ at: within(at, 'value'), value: rule.value }]
  const asList = (value: unknown): unknown => (rule.separator === undefined ? value : [value])
  if (rule.form === 'code')
    return Object.entries(rule.codes ?? {}).map(([theirs, ours]) => ({ at: within(within(at, 'codes'), theirs), value: asList(ours) }))
  return [{ at: rule.form === undefined ? at : within(at, 'form'), value: asList(OF_FORM[rule.form ?? 'text']) }]
}

/** The types of events that a mapping makes, each with the pointer in the mapping that says so. */
const typesOf = ({ type }: Mapping): readonly (readonly [type: string, at: string])[] =>
  typeof type === 'string'
    ? [[type, '/type']]
    : Object.entries(type.codes).map(([theirs, ours]) => [ours, within('/type/codes', theirs)] as const)

const isAtOrAround = (pointer: string, to: string): boolean =>
  pointer === to || to.startsWith(`${pointer}/`) || pointer.startsWith(`${to}/`)

/** The pointer of a value in the event that is made of it alone: a list of one has it first. */
const pointerIn = (to: string): string => to.replaceAll(/\/\d+(?=\/|$)/g, '/0')

const isOfText = (rule: FieldRule, { code }: FieldError): boolean =>
  'column' in rule && (rule.form ?? 'text') === 'text' && OF_ROWS.has(code)

/** What is wrong with the values that one rule makes, for the types that it is for. */
function ruleErrors(check: EventChecker, rule: FieldRule, at: string, types: readonly string[]): readonly FieldError[] {
  const lacking = new Set<string>()
  const errors = samplesOf(rule, at).flatMap((sample) =>
    types.flatMap((type) => {
      const checked = check(eventOf(type, objectFrom([{ to: rule.to, value: sample.value, isConstant: false }]).data))
      if (checked.ok) return []
      const mine = checked.errors.filter(
        (error) => error.code !== 'G03' && isAtOrAround(error.pointer, pointerIn(rule.to)) && !isOfText(rule, error),
      )
      if (mine.some(({ code }) => code === 'G04')) lacking.add(type)
      return mine
        .filter(({ code }) => code !== 'G04')
        .slice(0, 1)
        .map(({ code, detail }) => ({ pointer: sample.at, code, detail }))
    }),
  )
  const hint = types.length > lacking.size ? ' Say in types which events it is for.' : ''
  return [
    ...(lacking.size === 0
      ? []
      : [{ pointer: within(at, 'to'), code: 'G04', detail: `A field that ${[...lacking].join(', ')} does not have.${hint}` }]),
    ...errors,
  ]
}

const once = (errors: readonly FieldError[]): readonly FieldError[] => [
  ...new Map(errors.map((error) => [JSON.stringify(error), error])).values(),
]

/** Codes that are one when read, since case and white space do not count, and mean two things. */
function twiceErrors(codes: Readonly<Record<string, string>>, at: string): readonly FieldError[] {
  const seen = new Map<string, string>()
  return Object.entries(codes).flatMap(([theirs, ours]) => {
    const folded = theirs.trim().toLowerCase()
    const before = seen.get(folded)
    seen.set(folded, ours)
    return before === undefined || before === ours
      ? []
      : [{ pointer: within(at, theirs), code: 'twice', detail: 'Stands there twice with two meanings: case and white space do not count.' }]
  })
}

/** Codes that make an event and are left out. */
function leftOutErrors({ type }: Mapping): readonly FieldError[] {
  if (typeof type === 'string') return []
  const made = new Set(Object.keys(type.codes).map((code) => code.trim().toLowerCase()))
  return Object.keys(type.left_out ?? {})
    .filter((code) => made.has(code.trim().toLowerCase()))
    .map((code) => ({
      pointer: within('/type/left_out', code),
      code: 'twice',
      detail: 'Stands in codes, too: an event is made of it, or it is left out.',
    }))
}

/** Fields that a type must have, and that nothing in the mapping says. */
function unsaidErrors(check: EventChecker, mapping: Mapping, type: string): readonly FieldError[] {
  const rules = mapping.fields.filter((rule) => rule.types?.includes(type) ?? true)
  const values = rules.flatMap((rule) =>
    samplesOf(rule, '')
      .slice(0, 1)
      .map(({ value }) => ({ to: rule.to, value, isConstant: false })),
  )
  // A person of whom a row says something has a key.
  const people = new Set(rules.flatMap(({ to }) => /^\/data\/harmed\/\d+/.exec(to)?.[0] ?? []))
  const keys = [...people].map((person) => ({ to: `${person}/key`, value: 'x', isConstant: true }))
  const checked = check(eventOf(type, objectFrom([...OF_EVERY_ROW, ...keys, ...values]).data))
  return checked.ok
    ? []
    : checked.errors
        .filter(({ code }) => code === 'G03')
        .map(({ pointer }) => ({ pointer: '/fields', code: 'G03', detail: `No rule says ${pointer}, which ${type} must have.` }))
}

/** What every row says, whatever the fields are. */
const OF_EVERY_ROW = [
  ['/data/occurred/from', DAY],
  ['/data/occurred/precision', 'day'],
  ['/data/recorded_at', `${DAY}T00:00:00Z`],
  ['/data/agency_record_ref', 'x'],
  ['/data/subject/key', 'x'],
].map(([to = '', value]) => ({ to, value, isConstant: true }))

/** What is wrong with a mapping as every row would have it, by the pointer in the mapping and once: types, fields and codes that do not exist. Pure. */
export function checkMapping(mapping: Mapping, catalogue: Catalogue): readonly FieldError[] {
  const check = createEventChecker(catalogue)
  const made = typesOf(mapping)
  const types = [...new Set(made.map(([type]) => type))].filter((type) => catalogue.types.has(type))
  const unknown = (type: string, pointer: string): readonly FieldError[] =>
    catalogue.types.has(type) ? [] : [{ pointer, code: 'G01', detail: 'Not an event type of the catalogue.' }]
  return once([
    ...made.flatMap(([type, at]) => unknown(type, at)),
    ...(typeof mapping.type === 'string' ? [] : twiceErrors(mapping.type.codes, '/type/codes')),
    ...leftOutErrors(mapping),
    ...mapping.fields.flatMap((rule, index) => {
      const at = within('/fields', index)
      const ofTypes = (rule.types ?? []).flatMap((type, index) =>
        types.includes(type)
          ? []
          : [{ pointer: within(within(at, 'types'), index), code: 'G01', detail: 'Not a type that this mapping makes.' }],
      )
      const ofReference = 'column' in rule && rule.of !== undefined ? unknown(rule.of, within(at, 'of')) : []
      const ofCodes = 'column' in rule && rule.codes !== undefined ? twiceErrors(rule.codes, within(at, 'codes')) : []
      return [
        ...ofTypes,
        ...ofReference,
        ...ofCodes,
        ...ruleErrors(
          check,
          rule,
          at,
          types.filter((type) => rule.types?.includes(type) ?? true),
        ),
      ]
    }),
    ...types.flatMap((type) => unsaidErrors(check, mapping, type)),
  ])
}
