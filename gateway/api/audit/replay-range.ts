import { z } from 'zod'
import type { ReplayRange } from '../../audit/replays.ts'
import { CASE_ID, type CaseIds } from '../../read/case-ids.ts'
import { isUuid } from '../../../schemas/codec/formats.ts'
import type { FieldError, Result } from '../../../schemas/codec/errors.ts'
import { caseLogIdOf, isAgencyId, personIdOf, type AgencyId } from '../../../schemas/ids.ts'

const MOST_IDS = 1_000
const LONGEST_STAFF = 200

const isStaff = (text: string): boolean => {
  const [agency = '', ...staff] = text.split(':')
  return isAgencyId(agency) && staff.join(':') !== '' && text.length <= LONGEST_STAFF
}

/** The body of POST /v1/replays. */
const body = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  ids: z.array(z.uuid()).min(1).max(MOST_IDS).optional(),
  case: z.string().optional(),
  person: z.string().refine(isUuid).optional(),
  reader: z.string().refine(isStaff).optional(),
  action: z
    .string()
    .regex(/^[a-z][a-z-]{0,59}$/)
    .optional(),
})

const WHAT: Readonly<Record<string, string>> = {
  from: 'Give the time of the first read, a date-time with offset.',
  to: 'Give the time of the last read, a date-time with offset.',
  ids: 'Give 1 to 1,000 ids of access records.',
  case: 'Give the id of a case as you see it, or of a case log as an access record has it.',
  person: 'Give the id of a person as an access record has it: a UUID in lower case.',
  reader: 'Give who read, as <agency>:<staff id>.',
  action: 'Give an action as access records have it: small letters and hyphens.',
}
const UNKNOWN = 'Give {} for all records, or from, to, ids, case, person, reader and action; nothing else.'

/** The names of our own fields only: a key or a value that was submitted is not said back. */
const errorOf = ({ path: [field] }: { readonly path: readonly PropertyKey[] }): FieldError => ({
  pointer: field === undefined ? '' : `/${String(field)}`,
  code: field === undefined ? 'unknown-field' : 'wrong-format',
  detail: (field === undefined ? undefined : WHAT[String(field)]) ?? UNKNOWN,
})

/** The range that an auditor asks to run again, or what is wrong with it, field by field. A case id as the auditor sees it becomes its case log. */
export function replayRange(asked: unknown, agency: AgencyId, caseIds: Pick<CaseIds, 'inside'>): Result<ReplayRange> {
  const { success, data, error } = body.safeParse(asked)
  if (!success) return { ok: false, errors: error.issues.map(errorOf) }
  const { case: caseId, person, ...range } = data
  const caseLog = caseId === undefined || isUuid(caseId) ? caseId : CASE_ID.test(caseId) ? caseIds.inside(agency, caseId) : undefined
  if (caseId !== undefined && caseLog === undefined) return { ok: false, errors: [errorOf({ path: ['case'] })] }
  const given = Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined)) as Omit<ReplayRange, 'case' | 'person'>
  return {
    ok: true,
    value: {
      ...given,
      ...(caseLog === undefined ? {} : { case: caseLogIdOf(caseLog) }),
      ...(person === undefined ? {} : { person: personIdOf(person) }),
    },
  }
}
