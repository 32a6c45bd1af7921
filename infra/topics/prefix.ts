import type { Grant } from './desired-grants.ts'
import type { ClusterState, Plan } from './cluster-plan.ts'
import { principalOf } from './principals.ts'

/** Before a name that is not under the prefix: no name of Kafka's has it. */
const FOREIGN = '!'
const USER = principalOf('')

const within = (prefix: string, name: string): string => (name.startsWith(prefix) ? name.slice(prefix.length) : FOREIGN + name)
const outside = (prefix: string, name: string): string => (name.startsWith(FOREIGN) ? name.slice(FOREIGN.length) : prefix + name)

/** A cluster as an installation with a prefix sees it: its own topics and principals, named without. */
export function withinPrefix(prefix: string, { brokers, topics, grants }: ClusterState): ClusterState {
  if (prefix === '') return { brokers, topics, grants }
  const own = [...topics.values()]
    .filter(({ topic }) => topic.startsWith(prefix))
    .map((spec) => ({ ...spec, topic: spec.topic.slice(prefix.length) }))
  return {
    brokers,
    topics: new Map(own.map((spec) => [spec.topic, spec])),
    grants: grants
      ?.filter(({ principal }) => principal.startsWith(USER + prefix))
      .map((grant) => ({
        ...grant,
        principal: USER + grant.principal.slice(USER.length + prefix.length),
        name: within(prefix, grant.name),
      })),
  }
}

/** A plan of an installation, with the names that the cluster has. */
export function outsidePrefix(prefix: string, plan: Plan): Plan {
  if (prefix === '') return plan
  const named = <T extends { readonly topic: string }>(items: readonly T[]): readonly T[] =>
    items.map((item) => ({ ...item, topic: prefix + item.topic }))
  const granted = (grants: readonly Grant[]): readonly Grant[] =>
    grants.map((grant) => ({ ...grant, principal: USER + prefix + grant.principal.slice(USER.length), name: outside(prefix, grant.name) }))
  return {
    ...plan,
    addTopics: named(plan.addTopics),
    changeTopics: named(plan.changeTopics),
    obstacles: named(plan.obstacles),
    addGrants: granted(plan.addGrants),
    removeGrants: granted(plan.removeGrants),
  }
}
