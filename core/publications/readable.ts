const MINUTE = 60_000

/**
 * The last moment at which an event was published that its sender may read by now, ISO 8601 in UTC: an event is there from the first whole minute at least 60 s after its
 * publication. By then every event has been assigned to a case or waits, so that when it appears tells nothing of which it was (domain model D.11, P2).
 */
export const readableUntil = (now: number): string => new Date(Math.floor(now / MINUTE) * MINUTE - MINUTE).toISOString()
