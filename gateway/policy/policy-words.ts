import type { ReleaseFiles } from './release.ts'

/** What a release's files say of one of its policies. */
export interface PolicyWords {
  /** For a data protection officer or an auditor: the comment above the policy, with its source. */
  readonly comment: string
  /** For a reader whom the policy lets see something; only policies that permit have them. */
  readonly reader: string | undefined
}

const POLICY = /((?:^\/\/.*\n)+)@id\("([^"]+)"\)\n(?:@reader\("([^"]+)"\)\n)?/gm

/** The words of the policies by their @id, from the Cedar files of a release. A policy without a comment has none. */
export function policyWords(files: ReleaseFiles): ReadonlyMap<string, PolicyWords> {
  const words = new Map<string, PolicyWords>()
  for (const [path, text] of files) {
    if (!path.endsWith('.cedar')) continue
    for (const [, comment = '', id = '', reader] of text.matchAll(POLICY)) {
      words.set(id, { comment: comment.replaceAll(/^\/\/ ?/gm, '').trim().replaceAll('\n', ' '), reader })
    }
  }
  return words
}
