/** A record as code may write it: fields to which its schema gives a default may be left out, and are written as the default; who reads it always has them. */
export type MayOmit<Written, Field extends keyof Written> = Omit<Written, Field> & { readonly [Name in Field]?: Written[Name] }
