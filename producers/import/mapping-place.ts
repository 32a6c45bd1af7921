/** JSON Pointer (RFC 6901) to a member of a place in a mapping. Whatever its name is: a mapping is no personal data. */
export const within = (place: string, member: string | number): string =>
  `${place}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`
