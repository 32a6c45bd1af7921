import { readCedarFile, type CedarPolicy } from './cedar-file.ts'
import { PolicyError } from './policy-error.ts'

/** The policies of a Cedar file. Throws PolicyError where it is not Cedar. */
function policiesOf(file: string, text: string): readonly CedarPolicy[] {
  const read = readCedarFile(text)
  if ('errors' in read) throw new PolicyError('not-cedar', file, read.errors.map(({ message }) => message).join('; '))
  return read.policies
}

/** Policies by @id. */
export type PolicySet = Readonly<Record<string, string>>

/** Policies by the path of their file. */
export type PoliciesByFile = ReadonlyMap<string, readonly CedarPolicy[]>

/** Reads Cedar files by path. Throws PolicyError. */
export const readPolicies = (files: Iterable<readonly [path: string, text: string]>): PoliciesByFile =>
  new Map([...files].map(([file, text]) => [file, policiesOf(file, text)]))

/** All policies by @id. Throws PolicyError. */
export function setOfPolicies(files: PoliciesByFile): PolicySet {
  const policies: Record<string, string> = {}
  for (const [file, read] of files) {
    for (const { id, source } of read) {
      if (id === undefined) throw new PolicyError('no-id', file)
      if (id in policies) throw new PolicyError('same-id', file)
      policies[id] = source
    }
  }
  return policies
}

/** All policies by @id, from the texts of the Cedar files by path. Throws PolicyError. */
export const policySet = (files: readonly (readonly [path: string, text: string])[]): PolicySet => setOfPolicies(readPolicies(files))
