import type { Session } from './sessions.ts'

const MINUTE_MS = 60_000

/** Whether the session's person proved who they are in the last minutes (step-up). `now`: milliseconds since the Unix epoch. A time still to come is not fresh. */
export function freshlyAuthenticated(session: Pick<Session, 'authenticatedAt'>, now: number, minutes = 5): boolean {
  if (session.authenticatedAt === undefined) return false
  const age = now - Date.parse(session.authenticatedAt)
  return age >= 0 && age < minutes * MINUTE_MS
}
