import { uuidOf } from '../../core/ids/uuid-of.ts'

/** The event id of the review of an opening: there is one, so that a second review is a repeat and the first one stands. */
export const reviewIdOf = (opened: string): string => uuidOf(`throughline.break-glass-review.v1\0${opened}`)

/** The event id of the leave to open emergency access once more after an opening: there is one of each. */
export const allowanceIdOf = (opened: string): string => uuidOf(`throughline.break-glass-allowed.v1\0${opened}`)
