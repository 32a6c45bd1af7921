/** Live keys of an agency: two for a rotation with overlap, and two more for a second system. */
export const MOST_KEYS = 4
/** How long a key may be used, days. */
export const MOST_DAYS = 366
