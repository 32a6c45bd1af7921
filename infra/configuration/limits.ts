/** How much one sender may send, so that none keeps the others waiting. */
export interface Limits {
  /** Events a second that a credential may send for ever. */
  readonly eventsPerSecond: number
  /** Events that it may send at once. */
  readonly eventsBurst: number
  /** Events of one inbox about one subject that are taken in an hour; the rest wait in order. */
  readonly subjectEventsPerHour: number
  /** Times that one person may look a case up, and as often open emergency access, in 24 hours. */
  readonly lookupsPerDay: number
}

/** What holds unless it is set otherwise. */
export const DEFAULT_LIMITS: Limits = { eventsPerSecond: 500, eventsBurst: 20_000, subjectEventsPerHour: 2_000, lookupsPerDay: 10 }

/** How often one address may ask for what is open to anybody. */
export interface PublicLimit {
  /** Requests a second, for ever. */
  readonly perSecond: number
  /** Requests at once. */
  readonly burst: number
}

/** Generous for an office of hundreds behind one address who all sign in at nine o'clock (about eight requests each). */
export const DEFAULT_PUBLIC_LIMIT: PublicLimit = { perSecond: 50, burst: 1_000 }
