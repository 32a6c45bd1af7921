/** Another event of the case that a value is about. */
export interface EventLink {
  /** Its id for this reader. */
  readonly id: string
  /** True where its entry is on the same page. */
  readonly isHere: boolean
}

/** A line of an opened entry. */
export interface DetailLine {
  readonly key: string
  readonly values: readonly string[]
  /** Where each value is about another event of the case: which, at the place of the value. */
  readonly events?: readonly EventLink[]
}

/** A line of these words; none where there are none. */
export const line = (key: string, ...values: readonly (string | undefined)[]): readonly DetailLine[] => {
  const said = values.filter((value) => value !== undefined)
  return said.length === 0 ? [] : [{ key, values: said }]
}
