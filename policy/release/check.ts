import { faultyPolicies, misshapenPolicies } from './check-cedar.ts'
import { misshapenTables, unknownInTables } from './check-tables.ts'
import { knownNames } from './known-names.ts'
import { loadRelease, type Release, type ReleaseFiles } from './load.ts'
import { PolicyError } from './policy-error.ts'

/**
 * What is wrong with the files of a release, in words, with file and line where there is one; nothing when it may be proposed. `rules`: what else a release that
 * loads must keep, each breach in words.
 */
export function checkFiles(files: ReleaseFiles, rules: (release: Release) => readonly string[]): readonly string[] {
  const misshapen = [...misshapenPolicies(files), ...misshapenTables(files)]
  if (misshapen.length > 0) return misshapen
  try {
    const release = loadRelease(files)
    const known = knownNames(files)
    return [...faultyPolicies(files, known, release.words), ...unknownInTables(files, known), ...rules(release)]
  } catch (error) {
    if (error instanceof PolicyError) return [error.message]
    throw error
  }
}
