/** True when an agency is the other, or works in an area of the other. */
export const sharesAnArea = (agencies: ReadonlyMap<string, { readonly areas: readonly string[] }>, one: string, other: string): boolean =>
  one === other || (agencies.get(one)?.areas ?? []).some((area) => agencies.get(other)?.areas.includes(area) === true)
