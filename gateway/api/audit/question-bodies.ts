import { z } from 'zod'
import { IDENTIFIER_KINDS } from '../../../core/linking/identifiers.ts'
import { measureReason } from '../../../core/reasons/reason.ts'
import { endOfDayLondon, startOfDayLondon } from '../../../core/time/london.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { classCodes } from '../../../schemas/generated/codes.ts'
import type { About } from '../../questions/who-saw.ts'
import type { Period } from '../../questions/deps.ts'
import { checkedBody } from '../checked-body.ts'
import { plainText } from '../plain-text.ts'
import { MOST_CHARACTERS } from '../reason-field.ts'

/** Visible characters that the reason of a question has at least. */
export const LEAST_REASON = 10
export const MOST_ITEMS = 200
const DEFAULT_ITEMS = 50
const MOST_PEOPLE = 20

/** What would be right, by field. */
const FORMS = {
  reason: `Say why you ask, in ${String(LEAST_REASON)} visible characters or more; it goes on record.`,
  from: 'The first day as YYYY-MM-DD, or a moment as a date-time with offset.',
  to: 'The last day as YYYY-MM-DD, or a moment as a date-time with offset.',
  after: 'The cursor that the last page gave, with the same question.',
  limit: `A whole number from 1 to ${String(MOST_ITEMS)}.`,
  person:
    'Give given_name and family_name, with birth_date (YYYY-MM-DD) where you know it, or identifier with scheme and value, or both; nothing else.',
  people: `Give 1 to ${String(MOST_PEOPLE)} of the people that the last answer offered as candidates.`,
  case: 'Give the id of a case, as answers to your agency have it.',
  class: 'Give a code of sensitivity_class, for example VIC_LOC for her address.',
  attempts: 'true or false, or left out.',
  record: 'Give the id of an access record: the Access-Record header of an answer, or record of a read in a list.',
  staff: 'Name the person as <agency>:<staff id>.',
} as const satisfies Readonly<Record<string, string>>

const text = (most: number) => plainText().trim().min(1).max(most)
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })])

const caseId = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

const question = {
  reason: plainText()
    .trim()
    .max(MOST_CHARACTERS)
    .refine((words) => measureReason(words).characters >= LEAST_REASON, FORMS.reason),
  from: moment.optional(),
  to: moment.optional(),
  after: z.string().max(4096).optional(),
  limit: z.int().min(1).max(MOST_ITEMS).optional(),
}

const person = z
  .strictObject({
    given_name: text(200).optional(),
    family_name: text(200).optional(),
    birth_date: z.iso.date().optional(),
    identifier: z.strictObject({ scheme: z.enum(IDENTIFIER_KINDS as [string, ...string[]]), value: text(64) }).optional(),
  })
  .refine(({ given_name, family_name, identifier }) => identifier !== undefined || (given_name ?? family_name) !== undefined, FORMS.person)

const shapes = {
  whoSaw: z.strictObject({
    ...question,
    person: person.optional(),
    people: z.array(z.string().max(4096)).min(1).max(MOST_PEOPLE).optional(),
    case: caseId.optional(),
    class: z.enum(classCodes).optional(),
    attempts: z.boolean().optional(),
  }),
  seenBy: z.strictObject({ ...question, staff: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}:[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/) }),
  why: z.strictObject({ reason: question.reason, record: z.uuid() }),
  withdrawn: z.strictObject({ ...question, case: caseId.optional() }),
  instruments: z.strictObject({ reason: question.reason, case: caseId }),
  breakGlass: z.strictObject(question),
}
type Shapes = typeof shapes
type Body<Form extends keyof Shapes> = z.infer<Shapes[Form]>

/** The moments of a period: a day begins and ends in London. */
export function periodOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): Period {
  const first = from === undefined ? undefined : from.length === 10 ? startOfDayLondon(from) : Date.parse(from)
  const last = to === undefined ? undefined : to.length === 10 ? endOfDayLondon(to) : Date.parse(to)
  return {
    ...(first === undefined ? {} : { from: new Date(first).toISOString() }),
    ...(last === undefined ? {} : { to: new Date(last).toISOString() }),
  }
}

const given = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }

/** What every question has: why, of when, and which page. */
const common = ({
  reason,
  after,
  limit = DEFAULT_ITEMS,
  ...period
}: Pick<Body<'seenBy'>, 'reason' | 'from' | 'to' | 'after' | 'limit'>) => ({
  reason,
  limit,
  ...periodOf(period),
  ...given({ after }),
})

const ONE_OF: readonly FieldError[] = [
  { pointer: '', code: 'wrong-format', detail: 'Give one of person, people and case: whom, or what, the question is about.' },
]

/** The body of "who saw this person". */
export function whoSawBody(value: unknown) {
  const body = checkedBody(shapes.whoSaw, FORMS, value)
  if (!body.ok) return body
  const { person: named, people, case: caseId, class: sensitivity, attempts, ...rest } = body.value
  const abouts: readonly About[] = [
    ...(named === undefined ? [] : [{ person: given(named) as Extract<About, { readonly person: unknown }>['person'] }]),
    ...(people === undefined ? [] : [{ people }]),
    ...(caseId === undefined ? [] : [{ case: caseId }]),
  ]
  const [about] = abouts
  if (about === undefined || abouts.length > 1) return { ok: false, errors: ONE_OF } as const
  return { ok: true, value: { ...common(rest), about, ...given({ class: sensitivity, attempts }) } } as const
}

/** The body of "what did this user see". */
export function seenByBody(value: unknown) {
  const body = checkedBody(shapes.seenBy, FORMS, value)
  if (!body.ok) return body
  const { staff, ...rest } = body.value
  return { ok: true, value: { ...common(rest), staff } } as const
}

/** The body of "why was it allowed". */
export const whyBody = (value: unknown) => checkedBody(shapes.why, FORMS, value)

/** The body of "whose word counts in this case, and who used it". */
export const instrumentsBody = (value: unknown) => checkedBody(shapes.instruments, FORMS, value)

/** The body of "who read what has since been withdrawn". */
export function withdrawnBody(value: unknown) {
  const body = checkedBody(shapes.withdrawn, FORMS, value)
  if (!body.ok) return body
  const { case: asked, ...rest } = body.value
  return { ok: true, value: { ...common(rest), ...given({ case: asked }) } } as const
}

/** The body of the history of emergency access. */
export function breakGlassBody(value: unknown) {
  const body = checkedBody(shapes.breakGlass, FORMS, value)
  return body.ok ? ({ ok: true, value: common(body.value) } as const) : body
}
