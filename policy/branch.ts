/** A tree of what is kept by several keys in turn: two lists of keys lead to one place only where each key is the same, whatever is in them. */
export interface Branch<Value> {
  value: Value | undefined
  readonly more: Map<unknown, Branch<Value>>
}

export const root = <Value>(): Branch<Value> => ({ value: undefined, more: new Map() })

/** Where a key leads from a branch; made where nobody was before. */
export function along<Value>({ more }: Branch<Value>, key: unknown): Branch<Value> {
  const known = more.get(key)
  if (known !== undefined) return known
  const made = root<Value>()
  more.set(key, made)
  return made
}
