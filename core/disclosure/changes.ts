/** What is different from what a reader has on the screen. */
export interface Changes<Item> {
  /** New, or no longer as they were. */
  readonly items: readonly Item[]
  /** Ids of what is not shown any more. */
  readonly removed: readonly string[]
}

/**
 * The difference between what was delivered before and what is released now. `before`: a digest of each item delivered, by its id. Pure.
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
