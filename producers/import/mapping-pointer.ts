/** JSON Pointer (RFC 6901) to a member of what `pointer` points to in a mapping. The member may have any name: a mapping is no personal data. */
export const within = (pointer: string, member: string | number): string =>
  `${pointer}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`
