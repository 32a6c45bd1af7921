import type { PoliciesByFile } from './policy-set.ts'

/** What a release's files say of one of its policies. */
export interface PolicyWords {
  /** For a data protection officer or an auditor: the comment above the policy, with its source. */
  readonly comment: string
  /** For a reader whom the policy lets see something; only policies that permit have them. */
  readonly reader: string | undefined
}

/** What an annotation says; one that says nothing is as one that is not there. */
const saidIn = (annotation: string | null | undefined): string | undefined => (annotation?.trim() === '' ? undefined : annotation?.trim())

/** The words of the policies by their @id, in the order of the files given. A policy without a comment has none. */
export function policyWords(files: PoliciesByFile): ReadonlyMap<string, PolicyWords> {
  return new Map(
    [...files.values()]
      .flat()
      .flatMap(({ id, comment, annotations }): readonly (readonly [string, PolicyWords])[] =>
        id === undefined || comment === undefined ? [] : [[id, { comment, reader: saidIn(annotations.reader) }]],
      ),
  )
}
