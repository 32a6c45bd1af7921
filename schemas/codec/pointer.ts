const plainName = /^[A-Za-z0-9_]{1,64}$/

/** True for what looks like a field's name, and not like a sentence that somebody put in a key's place. */
export const isPlainName = (name: string): boolean => plainName.test(name)

/**
 * The RFC 6901 pointer of a member, or that of its parent when its name is no plain name.
 * INVARIANT: what comes back to the sender, or goes into a receipt, holds no free text of the input.
 */
export const child = (parent: string, name: string | number): string =>
  typeof name === 'number' || isPlainName(name) ? `${parent}/${name}` : parent
