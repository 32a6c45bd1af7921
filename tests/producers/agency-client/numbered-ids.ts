/** The id of a test's n-th event: a UUID (version 8). */
export const eventId = (number: number): string => `00000000-0000-8000-8000-${String(number).padStart(12, '0')}`
