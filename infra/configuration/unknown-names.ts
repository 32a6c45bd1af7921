/** Prefixes of which a name that nobody knows is looked at. */
const PREFIX = /^(THROUGHLINE|KAFKA)_/

/** What an orchestrator sets by itself for a service that is called so: Kubernetes' service links. */
const SERVICE_LINK = /^(THROUGHLINE|KAFKA)(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/

/** Edits between two names that are still the same word, misspelt. */
const NEAR = 3

/** Levenshtein's distance: letters to add, leave out or replace. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (const [index, also] of [...other].entries()) {
      next.push(Math.min((row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1, (row[index] ?? 0) + (letter === also ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

/** A variable that this program does not know. */
export interface UnknownName {
  readonly name: string
  /** The known one that was probably meant. */
  readonly meant: string | undefined
}

/** The variables with our prefixes that nobody knows, each with the known one that is nearest to it, where one is near. Pure. */
export function unknownNames(names: readonly string[], known: readonly string[]): readonly UnknownName[] {
  const set = new Set(known)
  return names.filter((name) => PREFIX.test(name) && !set.has(name) && !SERVICE_LINK.test(name)).map((name) => {
    const [nearest] = known.map((one) => ({ one, edits: distance(name, one) })).sort((one, other) => one.edits - other.edits)
    return { name, meant: nearest !== undefined && nearest.edits <= NEAR ? nearest.one : undefined }
  })
}
