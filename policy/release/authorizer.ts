import cedar from '@cedar-policy/cedar-wasm/nodejs'
import { along, root, type Branch } from '../branch.ts'
import { createBearing, mayBeAbout } from './bearing.ts'
import type { CedarPolicy } from './cedar-file.ts'
import { PolicyError } from './policy-error.ts'
import { setOfPolicies, type PoliciesByFile } from './policy-set.ts'
import { ASKED, resourceType, SUBJECTS, type Question, type Subject } from './question.ts'

export type Authorize = (question: Question) => boolean

/** The @ids of the policies that an answer rests on: those that permit, or those that forbid; none where no policy permits. Sorted; not kept. */
export type Reasons = (question: Question) => readonly string[]

/** Answers kept at most; then all are forgotten. They are a function of the question alone. */
const MOST_KEPT = 50_000

const answerOf = (set: string, { about, role, action, resource, values, facts }: Question) =>
  cedar.statefulIsAuthorized({
    principal: { type: 'Role', id: role },
    action: { type: 'Action', id: action },
    resource: { type: resourceType(about), id: resource },
    context: { ...values, facts: facts.map((id) => ({ __entity: { type: 'Fact', id } })) },
    entities: [],
    preparsedPolicySetId: set,
  })

function ask(set: string, question: Question): boolean {
  const answer = answerOf(set, question)
  return answer.type === 'success' && answer.response.diagnostics.errors.length === 0 && answer.response.decision === 'allow'
}

/** The set of the policies that may be about an action: Cedar copies a set for each question, so that small ones are asked faster. */
const setOf = (name: string, { about, action }: Pick<Question, 'about' | 'action'>): string => `${name}/${about}/${action}`

/** Why Cedar answers as it does, under a release that `createAuthorizer` has parsed. */
export const createReasons =
  (name: string): Reasons =>
  (question) => {
    const answer = answerOf(setOf(name, question), question)
    return answer.type === 'success' ? answer.response.diagnostics.reason.toSorted() : []
  }

/** Where a question's answer is kept: by each value in its order, and by what is true. */
function placeOf(kept: Branch<boolean>, { role, action, resource, values, facts }: Question): Branch<boolean> {
  let place = along(along(along(kept, action), resource), role)
  for (const name in values) place = along(place, values[name])
  return along(place, facts.join())
}

/**
 * Asks Cedar, and keeps its answers by the whole question, and by what of a question bears on its answer. `name`: the release's hash, under which the policies are parsed
 * once. A question that the policies cannot judge (an error in one) is refused: no part of an answer rests on a policy that failed.
 */
export function createAuthorizer(name: string, files: Readonly<Record<Subject, PoliciesByFile>>): Authorize {
  const policies = (about: Subject): readonly CedarPolicy[] => [...files[about].values()].flat()
  for (const about of SUBJECTS) {
    // It refuses policies without a name, or with that of another.
    setOfPolicies(files[about])
    for (const action of ASKED[about]) {
      const staticPolicies = Object.fromEntries(
        policies(about).flatMap((policy) => (policy.id !== undefined && mayBeAbout(policy, action) ? [[policy.id, policy.source]] : [])),
      )
      const parsed = cedar.preparsePolicySet(setOf(name, { about, action }), { staticPolicies })
      if (parsed.type === 'failure') throw new PolicyError('not-cedar', `cedar/${about}`, parsed.errors)
    }
  }
  const bearingOf = createBearing({ request: policies('request'), event: policies('event'), class: policies('class') })
  const answers = new Map<string, boolean>()
  const answered = (question: Question): boolean => {
    const { key, facts } = bearingOf(question)
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = ask(setOf(name, question), { ...question, facts })
    answers.set(key, answer)
    return answer
  }
  let [kept, size] = [root<boolean>(), 0]
  return (question) => {
    const place = placeOf(kept, question)
    if (place.value !== undefined) return place.value
    const answer = answered(question)
    place.value = answer
    if (++size > MOST_KEPT) {
      answers.clear()
      ;[kept, size] = [root(), 0]
    }
    return answer
  }
}
