import cedar from '@cedar-policy/cedar-wasm/nodejs'

/** The policies of a release are not what they must be: a fault of the release, found when it is loaded. */
export class PolicyError extends Error {
  readonly code: 'not-cedar' | 'no-id' | 'same-id' | 'missing-file' | 'wrong-table'
  constructor(code: PolicyError['code'], file: string, cause?: unknown) {
    super(`The policy release cannot be used: ${file} (${code})`, { cause })
    this.name = 'PolicyError'
    this.code = code
  }
}

const problems = (answer: { readonly errors: readonly { readonly message: string }[] }): string =>
  answer.errors.map(({ message }) => message).join('; ')

/** The policies of a Cedar file by their @id. Throws PolicyError. */
function policiesOf(file: string, text: string): readonly (readonly [string, string])[] {
  const parts = cedar.policySetTextToParts(text)
  if (parts.type === 'failure') throw new PolicyError('not-cedar', file, problems(parts))
  return parts.policies.map((policy) => {
    const json = cedar.policyToJson(policy)
    const id = json.type === 'success' ? json.json.annotations?.id : undefined
    if (id === undefined) throw new PolicyError('no-id', file)
    return [id, policy]
  })
}

/** Policies by @id. */
export type PolicySet = Readonly<Record<string, string>>

/** All policies by @id, from the texts of the Cedar files by path. Throws PolicyError. */
export function policySet(files: readonly (readonly [path: string, text: string])[]): PolicySet {
  const policies: Record<string, string> = {}
  for (const [file, text] of files) {
    for (const [id, policy] of policiesOf(file, text)) {
      if (id in policies) throw new PolicyError('same-id', file)
      policies[id] = policy
    }
  }
  return policies
}
