import type { IndexPart } from '../../../core/case/index-part.ts'

/** Rows of D.11 (6) by which an own event may show more, with the types that say them. Every other gain is an exception that is on no table. */
const ROWS: readonly (readonly [row: string, types: readonly string[]])[] = [
  ['listing', ['marac.case-listed', 'marac.case-heard', 'marac.action-agreed', 'marac.action-updated', 'marac.referral-made', 'marac.case-transferred']],
  ['agreement', ['consent.recorded', 'marac.referral-made']],
  ['override', ['consent.override-recorded']],
  ['objection', ['rights.request-updated']],
  ['block', ['case.access-blocked']],
]

const OWN_ACTS: ReadonlySet<string> = new Set(['record.corrected', 'record.retracted', 'record.erased'])

/**
 * The row that lets an own event show more; undefined when none does. `acted`: the types of the own events that it corrects, retracts or erases: to take an
 * instrument back is that instrument.
 */
export function rowOf(event: IndexPart, acted: readonly string[]): string | undefined {
  const types = OWN_ACTS.has(event.type) ? acted : [event.type, ...acted]
  return ROWS.find(([, said]) => types.some((type) => said.includes(type)))?.[0]
}
