import { z } from 'zod'
import { PolicyError } from './policy-error.ts'

/** What a purpose or requester does to a class: D.3. */
export type Cell = 'A' | 'P' | 'R' | 'P!' | 'W'

const codes = z.array(z.string())
const cell = z.enum(['A', 'P', 'R', 'P!', 'W'])
const cells = z.record(z.string(), z.record(z.string(), cell))
const limits = z.record(z.string(), codes)

const shapes = {
  'tables/matrix.json': z.object({ matrix: cells }),
  'tables/roles.json': z.object({
    roles: z.record(
      z.string(),
      z.object({
        purposes: codes,
        caps: z.record(z.string(), z.enum(['A', 'R', 'W'])),
        type_prefixes: codes.nullable(),
        never: codes,
      }),
    ),
    perpetrator_facing: codes,
    publisher_masked: codes,
    incompatible: z.array(z.tuple([z.string(), z.string()])),
  }),
  'tables/step-up.json': z.object({
    approvers: limits,
    break_glass: z.object({ minutes: z.number(), reason_chars: z.number(), roles: codes, purposes: codes, lifts: codes }),
  }),
  'tables/subject-access.json': z.object({ cells, left_out: limits }),
  'tables/type-groups.json': z.object({ groups: z.object({ pattern: codes, safety_concern: codes, session: codes }) }),
  'tables/links.json': z.object({
    pair_purposes: codes,
    /** Roles that are limited to a pair in every purpose; none in releases of before. */
    pair_roles: codes.default([]),
    smallest_cell: z.number(),
  }),
  'tables/instruments.json': z.object({
    /** Kinds of agency that face the perpetrator: their word narrows what they see themselves, and opens nothing for others. */
    faces_perpetrator: codes,
    /** Whose allocation to a harmed person makes a worker of hers: by role, or where a link names none by kind of agency. */
    her_workers: z.object({ roles: codes, kinds: codes }),
    /** Roles of those who run a meeting. */
    meeting_roles: codes,
    /** Which of them hears why somebody is barred. */
    chair_role: z.string(),
    /** Role of who answers for the bus operator. */
    operator_role: z.string(),
    /** How long what nobody has confirmed takes effect. */
    limits: z.object({ block_hours: z.number(), block_again_days: z.number(), from_before_days: z.number() }),
    /** What kinds of instrument there are, and whose word counts for each, in plain words for a data protection officer. */
    rows: z.array(z.object({ instrument: z.string(), published_by: z.string(), takes_effect: z.string(), ended_by: z.string() })),
  }),
  'tables/allocation.json': z.object({
    /** Roles of the coordinating agency that allocate people, and the purpose that they state. */
    roles: codes,
    purpose: z.string(),
    /** How long an allocation lasts at most. */
    months: z.number(),
    /** Event types by which an agency names others, with the kinds of agency that each names. */
    named_by: limits,
    /** Desks that decide by a number of theirs. */
    desks: z.object({ hours: z.number(), roles: codes }),
  }),
  'types.json': z.record(
    z.string(),
    z.object({ key_class: z.string(), purposes: codes, details: z.array(z.tuple([z.string(), z.string()])) }),
  ),
}

type Shapes = typeof shapes
export type TablePath = keyof Shapes

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new PolicyError('wrong-table', path, cause)
  }
}

/** The tables that this program knows. */
export const TABLES = Object.keys(shapes) as readonly TablePath[]

/** A table of the release. Throws PolicyError when it is missing or not of its form. */
export function table<Path extends TablePath>(files: ReadonlyMap<string, string>, path: Path): z.infer<Shapes[Path]> {
  const text = files.get(path)
  if (text === undefined) throw new PolicyError('missing-file', path)
  const parsed = shapes[path].safeParse(jsonOf(path, text))
  if (!parsed.success) throw new PolicyError('wrong-table', path, parsed.error)
  return parsed.data as z.infer<Shapes[Path]>
}
