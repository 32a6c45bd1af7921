import cedar from '@cedar-policy/cedar-wasm/nodejs'
import { PolicyError } from './policy-set.ts'

/** Facts of a question, in the order of the Cedar schema. */
export type Context = Readonly<Record<string, string | number | boolean>>

/** A question to the policies: may this role do this to that? */
export interface Question {
  readonly role: string
  readonly action: string
  readonly resource: { readonly type: 'Purpose' | 'Class'; readonly id: string }
  readonly context: Context
}

export type Authorize = (question: Question) => boolean

/** Answers kept at most; then all are forgotten. They are a function of the question alone. */
const MOST_KEPT = 50_000

/**
 * Asks Cedar, and keeps its answers by the whole question. `name`: the release's hash, under which the policies are parsed once.
 * A question that the policies cannot judge (an error in one) is refused: no part of an answer rests on a policy that failed.
 */
export function createAuthorizer(name: string, policies: Readonly<Record<string, string>>): Authorize {
  const parsed = cedar.preparsePolicySet(name, { staticPolicies: { ...policies } })
  if (parsed.type === 'failure') throw new PolicyError('not-cedar', 'cedar/', parsed.errors)
  const kept = new Map<string, boolean>()
  const ask = ({ role, action, resource, context }: Question): boolean => {
    const answer = cedar.statefulIsAuthorized({
      principal: { type: 'Role', id: role }, action: { type: 'Action', id: action }, resource, context: { ...context }, entities: [], preparsedPolicySetId: name,
    })
    return answer.type === 'success' && answer.response.diagnostics.errors.length === 0 && answer.response.decision === 'allow'
  }
  return (question) => {
    const key = JSON.stringify([question.role, question.action, question.resource.id, question.context])
    const known = kept.get(key)
    if (known !== undefined) return known
    const answer = ask(question)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, answer)
    return answer
  }
}
