import type { Visit } from '../visit.ts'

/** The justification that a visit has for a case and its purpose, while it holds. `now`: milliseconds since the Unix epoch. */
export const justificationOf = ({ session }: Visit, caseId: string, now: number): string | undefined =>
  session.justifications?.find((one) => one.case === caseId && one.purpose === session.purpose && Date.parse(one.until) > now)?.id
