import { EventLogError } from '../port.ts'

/** kafkajs's errors, as deep as they are wrapped: the protocol's name of each (`NOT_LEADER_OR_FOLLOWER` …), else the class's. */
function kinds(error: unknown): readonly string[] {
  const found: string[] = []
  for (let next: unknown = error; next instanceof Error; next = next.cause) {
    found.push(next.name)
    if ('type' in next && typeof next.type === 'string') found.push(next.type)
    if ('errors' in next && Array.isArray(next.errors)) for (const inner of next.errors) found.push(...kinds(inner))
  }
  return found
}

const has = (error: unknown, ...wanted: readonly string[]): boolean => kinds(error).some((kind) => wanted.includes(kind))

export const isUnknownTopic = (error: unknown): boolean => has(error, 'UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION', 'UNKNOWN_TOPIC_ID')
/** The group has moved on without this member: what it did is void for the group, and it joins again. */
export const isRebalanced = (error: unknown): boolean =>
  has(error, 'REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'FENCED_INSTANCE_ID', 'NOT_COORDINATOR_FOR_GROUP', 'GROUP_COORDINATOR_NOT_AVAILABLE')
export const isOutOfRange = (error: unknown): boolean => has(error, 'OFFSET_OUT_OF_RANGE')
/** A group's coordinator is on its way from one broker to another, or not loaded yet. */
export const isMoving = (error: unknown): boolean =>
  has(error, 'GROUP_LOAD_IN_PROGRESS', 'COORDINATOR_LOAD_IN_PROGRESS', 'NOT_COORDINATOR_FOR_GROUP', 'GROUP_COORDINATOR_NOT_AVAILABLE', 'KafkaJSConnectionError',
    'KafkaJSConnectionClosedError', 'KafkaJSRequestTimeoutError', 'KafkaJSGroupCoordinatorNotFound', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION')
const isRefused = (error: unknown): boolean =>
  has(error, 'TOPIC_AUTHORIZATION_FAILED', 'GROUP_AUTHORIZATION_FAILED', 'CLUSTER_AUTHORIZATION_FAILED', 'SASL_AUTHENTICATION_FAILED', 'KafkaJSSASLAuthenticationError')

export const unknownTopic = (topic: string): EventLogError => new EventLogError('unknown-topic', `There is no topic ${topic}, or this process may not see it.`)
export const closedError = (): EventLogError => new EventLogError('closed', 'The event log is closed.')

/** An error of the port for one of kafkajs. `doing`: what failed, for people. */
export function asEventLogError(error: unknown, doing: string): EventLogError {
  if (error instanceof EventLogError) return error
  if (isRefused(error)) {
    return new EventLogError('not-allowed', `Kafka refuses this process's user: ${doing}. See its ACLs: throughline topics plan.`, { cause: error })
  }
  return new EventLogError('unavailable', `Kafka does not answer as it should: ${doing}. It will be tried again.`, { cause: error })
}
