import { z } from 'zod'
import { PolicyError } from './policy-set.ts'

/** What a purpose or requester does to a class: D.3. */
export type Cell = 'A' | 'P' | 'R' | 'P!' | 'W'

const codes = z.array(z.string())
const cell = z.enum(['A', 'P', 'R', 'P!', 'W'])
const cells = z.record(z.string(), z.record(z.string(), cell))
const limits = z.record(z.string(), codes)

const shapes = {
  'tables/matrix.json': z.object({ matrix: cells }),
  'tables/roles.json': z.object({
    roles: z.record(z.string(), z.object({
      purposes: codes, caps: z.record(z.string(), z.enum(['A', 'R', 'W'])), type_prefixes: codes.nullable(), never: codes,
    })),
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
  }),
  'types.json': z.record(z.string(), z.object({ key_class: z.string(), purposes: codes, details: z.array(z.tuple([z.string(), z.string()])) })),
}

type Shapes = typeof shapes
export type TablePath = keyof Shapes

/** A table of the release. Throws PolicyError when it is missing or not of its form. */
export function table<Path extends TablePath>(files: ReadonlyMap<string, string>, path: Path): z.infer<Shapes[Path]> {
  const text = files.get(path)
  if (text === undefined) throw new PolicyError('missing-file', path)
  const parsed = shapes[path].safeParse(JSON.parse(text))
  if (!parsed.success) throw new PolicyError('wrong-table', path, parsed.error)
  return parsed.data as z.infer<Shapes[Path]>
}
