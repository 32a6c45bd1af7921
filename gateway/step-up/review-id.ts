import { uuidOf } from '../../core/ids/uuid-of.ts'

/** The event id of the review of an opening: there is one, so that a second review is a repeat and the first one stands. */
export const reviewIdOf = (opened: string): string => uuidOf(`throughline.break-glass-review.v1\0${opened}`)
