/** A tree of what is kept by several keys in turn: two lists of keys lead to one place only where each key is the same, whatever is in them. */
export interface Branch<Value> {
  value: Value | undefined
  /** Undefined as long as nobody went further. */
  more: Map<unknown, Branch<Value>> | undefined
}

export const root = <Value>(): Branch<Value> => ({ value: undefined, more: undefined })

/** Where a key leads from a branch; made where nobody was before. */
export function along<Value>(branch: Branch<Value>, key: unknown): Branch<Value> {
  branch.more ??= new Map()
  const known = branch.more.get(key)
  if (known !== undefined) return known
  const made = root<Value>()
  branch.more.set(key, made)
  return made
}
