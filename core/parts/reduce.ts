import type { ClassCode } from '../../schemas/generated/codes.ts'
import { reduceEventFact, reduceSource } from './reduced/event-fact.ts'
import { flag, reduceCourt, reduceVoice } from './reduced/flags.ts'
import type { Reduce, ReduceContext } from './reduced/form.ts'
import { reduceChild, reduceHarmed, reducePerpetrator, reduceStaff } from './reduced/people.ts'
import { reduceBehaviour, reduceCrime, reduceCrimeAtFirst, reduceRisk, reduceWhereabouts } from './reduced/perpetrator.ts'
import type { PartValues } from './split.ts'

export type { ReduceContext } from './reduced/form.ts'

/** The last column of the matrix (domain model D.3). */
const REDUCED: Readonly<Record<ClassCode, Reduce | null>> = {
  META: reduceEventFact,
  PERP_ID: reducePerpetrator,
  PERP_LOC: reduceWhereabouts,
  BEHAV: reduceBehaviour,
  CRIM: reduceCrime,
  RISK: reduceRisk,
  INTEL: null,
  SOURCE: reduceSource,
  VIC_ID: reduceHarmed,
  VIC_LOC: flag('location'),
  VIC_VOICE: reduceVoice,
  VIC_SUPPORT: flag('safety_link'),
  VIC_HEALTH: flag('health_factor'),
  CHILD: reduceChild,
  THIRD: flag('third_party'),
  PERP_HEALTH: flag('perpetrator_health_factor'),
  COURT: reduceCourt,
  SPECIAL: flag('access_need'),
  IMMIG: flag('access_need'),
  TACTIC: flag('action'),
  METHOD: flag('session'),
  STAFF: reduceStaff,
}

/** Forms of before, which a read store may still hold: a rebuild makes the newest of every part, and what a reader is shown is the stored one. */
const REDUCED_BEFORE: Readonly<Partial<Record<string, Reduce>>> = { CRIM: reduceCrimeAtFirst }

/** Classes that have a reduced form. It depends on the class alone, so that what is in the store tells nothing of the content. */
export const hasReducedForm = (sensitivity: string): boolean => (REDUCED as Readonly<Record<string, Reduce | null>>)[sensitivity] != null

/**
 * The coarser form of a part's values. Where a coarser value exists it has the pointer of the value (`/details/tactics`: groups); where only
 * the fact may be told, one pointer per class says so (`/held/location`: true), never which field it was. Everything else is dropped, so the form
 * may be empty. `null`: the class has none (INTEL, or a class unknown to this release), not even that it exists.
 */
export function reducePart(sensitivity: string, values: PartValues, context: ReduceContext): PartValues | null {
  const reduce = (REDUCED as Readonly<Record<string, Reduce | null>>)[sensitivity]
  return reduce == null ? null : reduce(values, context)
}

/** The reduced form that earlier releases stored of a part, where it is another; undefined where it is the same. */
export const reducePartBefore = (sensitivity: string, values: PartValues, context: ReduceContext): PartValues | undefined =>
  REDUCED_BEFORE[sensitivity]?.(values, context)
