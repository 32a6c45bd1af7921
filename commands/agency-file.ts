import { z } from 'zod'
import { isAgencyId } from '../schemas/ids.ts'
import { meantInWords } from '../schemas/codec/nearest.ts'
import agencyType from '../schemas/codes/agency_type.json' with { type: 'json' }

const types = agencyType.codes.map(({ code }) => code)
const LONGEST_NAME = 200
const LONGEST_AREA = 64

/** A list of agencies, as demo/agencies.json. */
export const agencyList = z
  .array(
    z.strictObject({
      agency: z.string().refine(isAgencyId),
      name: z.string().trim().min(1).max(LONGEST_NAME),
      type: z.enum(types as [string, ...string[]]),
      areas: z.array(z.string().trim().min(1).max(LONGEST_AREA)).min(1),
      oversight: z.boolean().optional(),
      contact: z.string().max(LONGEST_NAME).optional(),
    }),
  )
  .min(1)

export type AgencyList = z.infer<typeof agencyList>

const FIELDS: Readonly<Record<string, string>> = {
  agency: 'an id of lower-case letters, digits, - and _, beginning with a letter or a digit, at most 64',
  name: `its name, of at most ${String(LONGEST_NAME)} characters`,
  type: `a code of the list agency_type: ${types.join(', ')}`,
  areas: `a list of at least one area, each a name of at most ${String(LONGEST_AREA)} characters, such as ["norshire"]`,
  oversight: 'true or false, or left out: whether its people may be auditors',
  contact: `whom to ring when it is urgent, of at most ${String(LONGEST_NAME)} characters, or left out`,
}

const FORM =
  'The file must be a JSON list of {"agency": id, "name": words, "type": code of agency_type, "areas": [name, …]}, as demo/agencies.json; beside them, if you like, "contact": whom to ring when it is urgent, and "oversight": true where its people may be auditors.'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An entry as its file has it, for whoever looks for it there. */
function entryInWords(file: unknown, at: number): string {
  const entry: unknown = Array.isArray(file) ? file[at] : undefined
  const id = isObject(entry) ? entry.agency : undefined
  return `Entry ${String(at + 1)}${typeof id === 'string' && isAgencyId(id) ? ` (${id})` : ''}`
}

/** What is wrong with one field of an entry. A value that is nearly right is told the right one. */
function fieldInWords(file: unknown, at: number, field: string): string {
  const entry: unknown = Array.isArray(file) ? file[at] : undefined
  const given = isObject(entry) ? entry[field] : undefined
  const what = given === undefined || given === null ? 'is missing' : 'is not as it must be'
  return `${entryInWords(file, at)}: ${field} ${what}. Give ${FIELDS[field] ?? 'nothing'}.${field === 'type' && typeof given === 'string' ? meantInWords(given, types) : ''}`
}

function issueInWords(file: unknown, issue: z.core.$ZodIssue): readonly string[] {
  const [at, field] = issue.path
  if (typeof at !== 'number') return [FORM]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) =>
        `${entryInWords(file, at)}: there is no field ${JSON.stringify(key)}.${meantInWords(key, Object.keys(FIELDS))} The fields are ${Object.keys(FIELDS).join(', ')}.`,
    )
  return [typeof field === 'string' ? fieldInWords(file, at, field) : `${entryInWords(file, at)} is no object. ${FORM}`]
}

/** An agency that a file names twice has two entries, of which only one would count. */
function twice(list: AgencyList): readonly string[] {
  return list.flatMap(({ agency }, at) => {
    const first = list.findIndex((entry) => entry.agency === agency)
    return first === at ? [] : [`${entryInWords(list, at)}: agency is that of entry ${String(first + 1)}, too. Give each agency once.`]
  })
}

/** Reads a list of agencies from the text of a file. Throws an Error that names each entry and field that is wrong, and what would be right. */
export function agenciesIn(text: string): AgencyList {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch (cause) {
    throw new Error(`This is no JSON. ${FORM}`, { cause })
  }
  const parsed = agencyList.safeParse(file)
  const wrong = parsed.success ? twice(parsed.data) : [...new Set(parsed.error.issues.flatMap((issue) => issueInWords(file, issue)))]
  if (!parsed.success || wrong.length > 0) throw new Error(wrong.join('\n'))
  return parsed.data
}
