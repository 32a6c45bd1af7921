import { EventLogError } from '../port.ts'

/** The names by which an error and its causes are known: the protocol's (`NOT_LEADER_FOR_PARTITION` …) and kafkajs's classes. */
function namesOf(error: unknown): readonly string[] {
  const names: string[] = []
  for (let next: unknown = error, depth = 0; next instanceof Error && depth < 8; next = next.cause, depth++) {
    names.push(next.name)
    if ('type' in next && typeof next.type === 'string') names.push(next.type)
  }
  return names
}

const among =
  (wanted: readonly string[]) =>
  (error: unknown): boolean =>
    namesOf(error).some((name) => wanted.includes(name))

export const isUnknownTopic = among(['UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION'])
export const isOutOfRange = among(['OFFSET_OUT_OF_RANGE'])
/** The group has gone on without this member, or is about to: it joins again. */
export const isRebalancing = among(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID', 'FENCED_INSTANCE_ID'])
/** The group's coordinator is elsewhere now. */
export const isCoordinatorMoved = among(['NOT_COORDINATOR_FOR_GROUP', 'GROUP_COORDINATOR_NOT_AVAILABLE', 'GROUP_LOAD_IN_PROGRESS'])
export const isGroupNotFound = among(['KafkaJSGroupCoordinatorNotFound'])
const isRefused = among([
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'SASL_AUTHENTICATION_FAILED',
  'KafkaJSSASLAuthenticationError',
])
const isWrong = among([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TOPIC_EXCEPTION',
  'UNSUPPORTED_VERSION',
  'INVALID_GROUP_ID',
  'INVALID_SESSION_TIMEOUT',
  'INCONSISTENT_GROUP_PROTOCOL',
  'INVALID_CONFIG',
  'INVALID_REPLICATION_FACTOR',
  'INVALID_PARTITIONS',
  'POLICY_VIOLATION',
  'KafkaJSServerDoesNotSupportApiKey',
])

/** Trying again would change nothing. Whatever is not known to be final may pass: a broker that starts again, a leader that moves. */
export const isFinal = (error: unknown): boolean => error instanceof EventLogError || isRefused(error) || isWrong(error)

export const unknownTopic = (topic: string): EventLogError =>
  new EventLogError('unknown-topic', `There is no topic ${topic}, or this user may not see it. Make it first (throughline topics apply).`)
export const closedError = (): EventLogError => new EventLogError('closed', 'The event log is closed.')
export const groupRefused = (group: string, cause: unknown): EventLogError =>
  new EventLogError(
    'not-allowed',
    `Kafka refuses this user the group ${group}. Grant it READ on the group (throughline topics plan shows what is missing).`,
    { cause },
  )
export const rebalanced = (group: string, cause?: unknown): EventLogError =>
  new EventLogError(
    'rebalanced',
    `The partition is no longer this member's in group ${group}: what was done since is void for the group.`,
    { cause },
  )

/** The port's error for one of kafkajs. `doing` completes "Kafka …" for people: `cannot be read`. */
export function asEventLogError(error: unknown, doing: string): EventLogError {
  if (error instanceof EventLogError) return error
  if (isRefused(error))
    return new EventLogError('not-allowed', `Kafka refuses this user: ${doing}. See throughline topics plan.`, { cause: error })
  if (isWrong(error)) return new EventLogError('not-allowed', `Kafka refuses: ${doing} (${namesOf(error).at(-1) ?? ''}).`, { cause: error })
  return new EventLogError('unavailable', `Kafka does not answer as it should: ${doing}. Look at the brokers, then try again.`, {
    cause: error,
  })
}
