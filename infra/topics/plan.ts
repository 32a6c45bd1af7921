import type { AgencyId } from '../../schemas/ids.ts'
import { agencyOfInbox } from '../event-log/topics.ts'
import { desiredGrants, grantKey, type Grant } from './desired-grants.ts'
import { desiredTopics, type TopicSpec } from './desired-topics.ts'
import { outsidePrefix, withinPrefix } from './prefix.ts'
import { isOurs, principalOf } from './principals.ts'
import { quotaLine } from './quotas.ts'
import type { ClusterState, ConfigChange, Obstacle, Plan } from './cluster-plan.ts'

/** True when `topics apply` has nothing to do. */
export const isEmpty = ({ addTopics, changeTopics, obstacles, addGrants, removeGrants }: Plan): boolean =>
  [addTopics, changeTopics, obstacles, addGrants, removeGrants].every(({ length }) => length === 0)

function configChanges(is: TopicSpec['configs'], should: TopicSpec['configs']): readonly ConfigChange[] {
  const names = [...new Set([...Object.keys(is), ...Object.keys(should)])].sort()
  return names.filter((name) => is[name] !== should[name]).map((name) => ({ name, from: is[name], to: should[name] }))
}

function obstaclesOf(is: TopicSpec, { topic, partitions, replication }: TopicSpec): readonly Obstacle[] {
  const count: readonly Obstacle[] =
    is.partitions === partitions ? [] : [{ code: 'partition-count', topic, is: is.partitions, should: partitions }]
  // More copies than asked for do no harm.
  return is.replication >= replication ? count : [...count, { code: 'replication', topic, is: is.replication, should: replication }]
}

/** True of what an agency's user may, and not a service of ours. */
const isAgencys = ({ principal }: Grant): boolean => principal.startsWith(principalOf('agency.'))

/** The agency whose user, topics or groups a grant is about. */
function agencyOf(grant: Grant): string | undefined {
  const user = isAgencys(grant) ? grant.principal.slice(principalOf('').length) : grant.name
  return /^agency\.([a-z0-9][a-z0-9_-]*)(?:\.|$)/.exec(user)?.[1]
}

export interface PlanOptions {
  /** Before the names of topics, groups and users, with its dot; default: none. */
  readonly prefix?: string
  /** Agencies whose rights are taken, of those that are not in the list; default: all of them. INVARIANT: services keep theirs on topics that are there: what was acknowledged is still taken in. */
  readonly remove?: readonly string[] | undefined
}

/** Works out what to do to a cluster for these agencies. Pure. */
export function planFor(agencies: readonly AgencyId[], cluster: ClusterState, { prefix = '', remove }: PlanOptions = {}): Plan {
  const state = withinPrefix(prefix, cluster)
  const isOther = (agency: string | undefined): agency is string => agency !== undefined && !agencies.some((one) => one === agency)
  const isKept = (grant: Grant): boolean => {
    const agency = agencyOf(grant)
    return remove !== undefined && isOther(agency) && (!remove.includes(agency) || (!isAgencys(grant) && state.topics.has(grant.name)))
  }
  const desired = desiredTopics(agencies, state.brokers)
  const present = desired.flatMap((spec) => {
    const is = state.topics.get(spec.topic)
    return is === undefined ? [] : [{ spec, is }]
  })
  const addTopics = desired.filter(({ topic }) => !state.topics.has(topic))
  const should = new Map(desiredGrants(agencies).map((grant) => [grantKey(grant), grant]))
  const are = new Map((state.grants ?? []).map((grant) => [grantKey(grant), grant]))
  const removable = [...are].filter(([key, { principal }]) => isOurs(principal) && !should.has(key)).map(([, grant]) => grant)
  return outsidePrefix(prefix, {
    addTopics,
    changeTopics: present
      .map(({ spec, is }) => ({ ...spec, changes: configChanges(is.configs, spec.configs) }))
      .filter(({ changes }) => changes.length > 0),
    obstacles: present.flatMap(({ spec, is }) => obstaclesOf(is, spec)),
    addGrants: state.grants === undefined ? [] : [...should].filter(([key]) => !are.has(key)).map(([, grant]) => grant),
    removeGrants: removable.filter((grant) => !isKept(grant)),
    kept: [
      ...new Set(
        removable
          .filter((grant) => isKept(grant) && isAgencys(grant))
          .map(agencyOf)
          .filter(isOther),
      ),
    ].sort(),
    hasAuthorizer: state.grants !== undefined,
    quotas: [...new Set(addTopics.flatMap(({ topic }) => agencyOfInbox(topic) ?? []))].map((agency) => quotaLine(agency, prefix)),
  })
}
