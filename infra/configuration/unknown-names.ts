import { editDistance } from '../../schemas/codec/edit-distance.ts'

/** Prefixes of which a name that nobody knows is looked at. */
const PREFIX = /^(THROUGHLINE|KAFKA)_/

/** What an orchestrator sets by itself for a service that is called so: Kubernetes' service links. */
const SERVICE_LINK =
  /^(THROUGHLINE|KAFKA)(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/

/** Edits between two names that are still the same word, misspelt. */
const NEAR = 3

/** A variable that this program does not know. */
export interface UnknownName {
  readonly name: string
  /** The known one that was probably meant. */
  readonly meant: string | undefined
}

/** The variables with our prefixes that nobody knows, each with the known one that is nearest to it, where one is near. Pure. */
export function unknownNames(names: readonly string[], known: readonly string[]): readonly UnknownName[] {
  const set = new Set(known)
  return names
    .filter((name) => PREFIX.test(name) && !set.has(name) && !SERVICE_LINK.test(name))
    .map((name) => {
      const [nearest] = known.map((one) => ({ one, edits: editDistance(name, one) })).sort((one, other) => one.edits - other.edits)
      return { name, meant: nearest !== undefined && nearest.edits <= NEAR ? nearest.one : undefined }
    })
}
