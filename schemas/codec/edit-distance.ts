/** Edits between two words: letters to add, leave out or replace, and two neighbours that changed places (optimal string alignment). */
export function editDistance(one: string, other: string): number {
  const [from, to] = [[...one], [...other]]
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [at, letter] of from.entries()) {
    const next = [at + 1]
    for (const [index, also] of to.entries()) {
      const edits = Math.min((row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1, (row[index] ?? 0) + (letter === also ? 0 : 1))
      const isSwapped = at > 0 && index > 0 && letter === to[index - 1] && from[at - 1] === also
      next.push(isSwapped ? Math.min(edits, (before[index - 1] ?? 0) + 1) : edits)
    }
    before = row
    row = next
  }
  return row.at(-1) ?? 0
}
