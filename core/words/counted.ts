/** A number with what it counts: `1 event`, `2 events`. `many`: default, `one` with an s. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${String(count)} ${count === 1 ? one : many}`
