import type { Grant } from './desired-grants.ts'
import type { TopicSpec } from './desired-topics.ts'

/** A cluster as it is. */
export interface ClusterState {
  readonly brokers: number
  /** With the configs that are set on each topic itself. */
  readonly topics: ReadonlyMap<string, TopicSpec>
  /** undefined: the cluster has no authorizer, and everybody may do everything. */
  readonly grants: readonly Grant[] | undefined
}

export interface ConfigChange {
  readonly name: string
  readonly from: string | undefined
  readonly to: string | undefined
}

/** What cannot be changed without harm and is not: the order of a key's records rests on the partition count. */
export interface Obstacle {
  readonly code: 'partition-count' | 'replication'
  readonly topic: string
  readonly is: number
  readonly should: number
}

/** The difference between a cluster and what it must be. */
export interface Plan {
  readonly addTopics: readonly TopicSpec[]
  /** With the full set of configs: Kafka replaces them all. */
  readonly changeTopics: readonly (TopicSpec & { readonly changes: readonly ConfigChange[] })[]
  readonly obstacles: readonly Obstacle[]
  readonly addGrants: readonly Grant[]
  /** Of principals of ours only. Nothing else is ever removed. */
  readonly removeGrants: readonly Grant[]
  readonly hasAuthorizer: boolean
  /** Commands for the quotas of agencies that are new. */
  readonly quotas: readonly string[]
  /** Agencies that have rights on the cluster, of which nobody said that they are there or are to go: their rights are left as they are. */
  readonly kept: readonly string[]
}
