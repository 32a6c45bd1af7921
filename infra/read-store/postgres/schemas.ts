/** The schema that is served. */
export const SCHEMA = 'timeline'
/** The schema that a rebuild fills, until it takes the other's place. */
export const BESIDE = 'timeline_beside'
/** The schema whose place was taken, until it is dropped. */
export const BEFORE = 'timeline_before'
