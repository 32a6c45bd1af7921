import type { EntityUidJson } from '@cedar-policy/cedar-wasm/nodejs'
import { entryOf } from '../../core/case/entry-of.ts'
import type { CedarPolicy } from './cedar-file.ts'
import { resourceType, SUBJECTS, type Question, type Subject } from './question.ts'
import { neededFact, readByPolicy, type ReadByPolicy } from './read-by-policy.ts'

/** What of a question its answer rests on. */
export interface Bearing {
  /** Questions about one subject that have one key have one answer. */
  readonly key: string
  /** The facts that are true of it and that a policy reads. */
  readonly facts: readonly string[]
}

type Scope = CedarPolicy['scope']

/** A policy by its place in the set. */
interface Known {
  readonly at: number
  readonly scope: Scope
  readonly needs: string | undefined
  readonly reads: ReadByPolicy
}

const isEntity = (entity: EntityUidJson, type: string, id: string): boolean => {
  const uid = '__entity' in entity ? entity.__entity : entity
  return uid.type === type && uid.id === id
}

/** Whether a scope may be of an entity. Of one that is said in another way than we do it may always be. */
const mayBe = (scope: Scope['principal'] | Scope['resource'], type: string, id: string): boolean =>
  scope.op !== '==' || !('entity' in scope) || isEntity(scope.entity, type, id)

/** Whether a policy may be about an action. */
export function mayBeAbout({ scope: { action: scope } }: Pick<CedarPolicy, 'scope'>, action: string): boolean {
  if (scope.op === 'All') return true
  if (scope.op === 'in') return ('entities' in scope ? scope.entities : [scope.entity]).some((entity) => isEntity(entity, 'Action', action))
  return !('entity' in scope) || isEntity(scope.entity, 'Action', action)
}

const isPlain = ({ op }: Scope['principal'] | Scope['resource']): boolean => op === 'All' || op === '=='

const speaksOf = ({ scope }: Known, { about, role, resource }: Question): boolean =>
  mayBe(scope.principal, 'Role', role) && mayBe(scope.resource, resourceType(about), resource)

const knownOf = (policy: CedarPolicy, at: number): Known => {
  const reads = readByPolicy(policy)
  const { principal, resource } = policy.scope
  return {
    at,
    scope: policy.scope,
    needs: neededFact(policy),
    reads: { ...reads, everything: reads.everything || !isPlain(principal) || !isPlain(resource) },
  }
}

/** What some policies read together of a question, as one text. */
function textOf(policies: readonly Known[], { role, action, resource, values }: Question, facts: readonly string[]): string {
  const reads = (what: (read: ReadByPolicy) => boolean): boolean => policies.some(({ reads: read }) => read.everything || what(read))
  return JSON.stringify([
    action,
    policies.map(({ at }) => at),
    reads((read) => read.role) ? role : null,
    reads((read) => read.resource) ? resource : null,
    Object.entries(values).filter(([name]) => reads((read) => read.values.has(name))),
    facts,
  ])
}

/**
 * What of a question bears on its answer, under the policies of a release. A policy of another role, action or resource, and one that needs a fact that is not true, is
 * false; the others tell questions apart by what they read. Cedar judges one question of each key: this says nothing of the answer.
 */
export function createBearing(policies: Readonly<Record<Subject, readonly CedarPolicy[]>>): (question: Question) => Bearing {
  const known = new Map(SUBJECTS.map((about) => [about, policies[about].map(knownOf)]))
  const byAction = new Map<string, readonly Known[]>()
  const askedBy = ({ about, action }: Question): readonly Known[] =>
    entryOf(byAction, `${about} ${action}`, () => known.get(about)?.filter((policy) => mayBeAbout(policy, action)) ?? [])
  return (question) => {
    const applying = askedBy(question).filter(
      (policy) => (policy.needs === undefined || question.facts.includes(policy.needs)) && speaksOf(policy, question),
    )
    const facts = question.facts.filter((fact) => applying.some(({ reads }) => reads.everything || reads.facts.has(fact)))
    return { key: textOf(applying, question, facts), facts }
  }
}
