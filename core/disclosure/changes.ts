/** What brings a reader's screen up to date. */
export interface Changes<Item> {
  /** New, or no longer as they were. */
  readonly items: readonly Item[]
  /** Ids of what is not shown any more. */
  readonly removed: readonly string[]
}

/**
 * What changed between what was delivered before and what is disclosed now. `before`: a digest of each item delivered, by its id.
 * Example: before {a: 1, b: 2}, now a with digest 3 and c → items a and c, removed b.
 */
export function changesSince<Item extends { readonly id: string }>(
  before: ReadonlyMap<string, string>,
  now: readonly Item[],
  digest: (item: Item) => string,
): Changes<Item> {
  const there = new Set(now.map(({ id }) => id))
  return {
    items: now.filter((item) => before.get(item.id) !== digest(item)),
    removed: [...before.keys()].filter((id) => !there.has(id)),
  }
}
