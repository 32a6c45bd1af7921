import type { Standing } from './state.ts'

/** What an agency names some of its people for, besides their role. */
export const DUTIES = {
  publications: 'Opens what the agency published',
  allocation_lead: 'Approves that a colleague is allocated to a case by which another agency names theirs',
} as const

/** Code of a duty. */
export type Duty = keyof typeof DUTIES

/** Codes of every duty. */
export const dutyCodes = Object.keys(DUTIES)

/** Whether the control log names somebody for a duty. `staff`: standings by staff token. Who has no entry has no duty. */
export function hasDuty(staff: ReadonlyMap<string, Standing>, token: string, duty: Duty): boolean {
  return dutiesOf(staff, token).includes(duty)
}

/** What an agency has named a person for, by the staff token; nothing where there is no entry. */
export function dutiesOf(staff: Pick<ReadonlyMap<string, Standing>, 'get'>, token: string): readonly string[] {
  const standing = staff.get(token)
  return standing === undefined || standing === 'ended' ? [] : (standing.duties ?? [])
}
