import cedar from '@cedar-policy/cedar-wasm/nodejs'
import { PolicyError } from './policy-error.ts'
import type { PolicySet } from './policy-set.ts'

/** What a question is about: a folder of cedar/, and one policy set. */
export const SUBJECTS = ['request', 'event', 'class'] as const
export type Subject = (typeof SUBJECTS)[number]

/** What is asked about each: an action that is not here is asked nowhere. */
export const ASKED: Readonly<Record<Subject, readonly string[]>> = {
  request: [
    'invoke',
    'use_channel',
    'publish_cell',
    'pass_block',
    'pass_conflict',
    'pass_link',
    'justify',
    'review',
    'close_review',
    'see_reviewed',
  ],
  event: ['see', 'see_whole', 'see_tombstone'],
  class: ['show', 'reduce', 'weigh'],
}

/** A question to the policies: may this role do this to that? */
export interface Question {
  readonly about: Subject
  readonly role: string
  readonly action: string
  /** A purpose for a request, else a class. */
  readonly resource: string
  /** Facts with a value, in the order of the Cedar schema. */
  readonly values: Readonly<Record<string, string | number>>
  /** What is true of it. */
  readonly facts: readonly string[]
}

export type Authorize = (question: Question) => boolean

/** The @ids of the policies that an answer rests on: those that permit, or those that forbid; none where no policy permits. Sorted; not kept. */
export type Reasons = (question: Question) => readonly string[]

/** Answers kept at most; then all are forgotten. They are a function of the question alone. */
const MOST_KEPT = 50_000

const answerOf = (set: string, { about, role, action, resource, values, facts }: Question) =>
  cedar.statefulIsAuthorized({
    principal: { type: 'Role', id: role },
    action: { type: 'Action', id: action },
    resource: { type: about === 'request' ? 'Purpose' : 'Class', id: resource },
    context: { ...values, facts: facts.map((id) => ({ __entity: { type: 'Fact', id } })) },
    entities: [],
    preparsedPolicySetId: set,
  })

function ask(set: string, question: Question): boolean {
  const answer = answerOf(set, question)
  return answer.type === 'success' && answer.response.diagnostics.errors.length === 0 && answer.response.decision === 'allow'
}

const setOf = (name: string, about: Subject): string => `${name}/${about}`

/** Why Cedar answers as it does, under a release that `createAuthorizer` has parsed. */
export const createReasons =
  (name: string): Reasons =>
  (question) => {
    const answer = answerOf(setOf(name, question.about), question)
    return answer.type === 'success' ? answer.response.diagnostics.reason.toSorted() : []
  }

/**
 * Asks Cedar, and keeps its answers by the whole question. `name`: the release's hash, under which the policies are parsed once.
 * A question that the policies cannot judge (an error in one) is refused: no part of an answer rests on a policy that failed.
 */
export function createAuthorizer(name: string, policies: Readonly<Record<Subject, PolicySet>>): Authorize {
  for (const about of SUBJECTS) {
    const parsed = cedar.preparsePolicySet(setOf(name, about), { staticPolicies: { ...policies[about] } })
    if (parsed.type === 'failure') throw new PolicyError('not-cedar', `cedar/${about}`, parsed.errors)
  }
  const kept = new Map<string, boolean>()
  return (question) => {
    const { about, role, action, resource, values, facts } = question
    const key = JSON.stringify([about, role, action, resource, values, facts])
    const known = kept.get(key)
    if (known !== undefined) return known
    const answer = ask(setOf(name, about), question)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, answer)
    return answer
  }
}
