const MINUTE_MS = 60_000

/** Whether a person proved who they are in the last minutes (step-up). `now`: milliseconds since the Unix epoch. A time still to come is not fresh. */
export function freshlyAuthenticated({ authenticatedAt }: { readonly authenticatedAt?: string }, now: number, minutes = 5): boolean {
  if (authenticatedAt === undefined) return false
  const age = now - Date.parse(authenticatedAt)
  return age >= 0 && age < minutes * MINUTE_MS
}
