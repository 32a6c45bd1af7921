import type { AgencyId } from '../../schemas/ids.ts'
import {
  ACCESS_LOG,
  CASE_EVENTS,
  CONTROL_EVENTS,
  inboxTopics,
  LINKS_EVENTS,
  receiptsTopic,
  RECORD_TOPICS,
  UNLINKED_EVENTS,
} from '../event-log/topics.ts'
import { agencyUser, EVERYTHING, principalOf, SERVICES, type Service } from './principals.ts'

export type Operation =
  | 'ALL'
  | 'READ'
  | 'WRITE'
  | 'CREATE'
  | 'DELETE'
  | 'ALTER'
  | 'DESCRIBE'
  | 'CLUSTER_ACTION'
  | 'DESCRIBE_CONFIGS'
  | 'ALTER_CONFIGS'
  | 'IDEMPOTENT_WRITE'
export type Resource = 'topic' | 'group' | 'cluster' | 'transactional-id' | 'delegation-token'

/** What a principal may (an ACL that allows, from every host) or, of those found on a cluster, may not. */
export interface Grant {
  readonly principal: string
  readonly resource: Resource
  readonly name: string
  readonly pattern: 'literal' | 'prefixed'
  readonly operation: Operation
  readonly permission: 'allow' | 'deny'
  readonly host: string
}

type Right = Omit<Grant, 'principal' | 'permission' | 'host'>

const topic = (name: string, ...operations: readonly Operation[]): readonly Right[] =>
  operations.map((operation) => ({ resource: 'topic', name, pattern: 'literal', operation }))
/** Of both inboxes of an agency. */
const inbox = (agency: AgencyId, ...operations: readonly Operation[]): readonly Right[] =>
  inboxTopics(agency).flatMap((name) => topic(name, ...operations))
/** READ of a group: to be in it, and to commit its offsets. */
const group = (name: string, pattern: Right['pattern'] = 'literal'): Right => ({ resource: 'group', name, pattern, operation: 'READ' })

/**
 * What each service reads, writes and trims. DESCRIBE (names, partitions, offsets; no records) and DESCRIBE_CONFIGS (settings) of the record are
 * everybody's: each looks at its start whether the record is there, and stays there. READ, WRITE and DELETE include it. Idempotent producers need no more than WRITE (KIP-679).
 */
const rightsOf: Readonly<Record<Service, (agencies: readonly AgencyId[]) => readonly Right[]>> = {
  'throughline-intake': (agencies) => [
    // DELETE: an inbox is trimmed 30 days after intake. READ of receipts: which later entries are to come follows from them.
    ...agencies.flatMap((agency) => [...inbox(agency, 'READ', 'DELETE'), ...topic(receiptsTopic(agency), 'READ', 'WRITE')]),
    ...topic(LINKS_EVENTS, 'READ', 'WRITE'),
    ...topic(UNLINKED_EVENTS, 'READ', 'WRITE'),
    ...topic(CASE_EVENTS, 'WRITE'),
    group('intake'),
    group('intake-import'),
    // Before what all receipts are settled.
    group('intake-receipts'),
    // Who of the intakes is the active one.
    group('intake-active'),
  ],
  'throughline-timeline': () => [
    ...topic(CASE_EVENTS, 'READ'),
    group('timeline'),
    // Who has read what: recall notices.
    ...topic(ACCESS_LOG, 'READ'),
    group('recalls'),
    // What two people have ordered to be erased.
    ...topic(CONTROL_EVENTS, 'READ'),
    group('erasures'),
    // The transparency log.
    group('transparency-log'),
  ],
  'throughline-control': (agencies) => [
    ...topic(CONTROL_EVENTS, 'READ', 'WRITE'),
    // What operators do by command is on record.
    ...topic(ACCESS_LOG, 'WRITE'),
    group('control'),
    // Whether settings of the record are as they must be: shown as a metric.
    ...RECORD_TOPICS.flatMap((record) => topic(record.topic, 'DESCRIBE_CONFIGS')),
    // An agency is registered when its topics are there.
    ...agencies.flatMap((agency) => [...inbox(agency, 'DESCRIBE'), ...topic(receiptsTopic(agency), 'DESCRIBE')]),
  ],
  'throughline-audit': () => [
    ...RECORD_TOPICS.flatMap((record) => topic(record.topic, 'READ')),
    // Audits are on record themselves.
    ...topic(ACCESS_LOG, 'WRITE'),
  ],
  'throughline-gateway': (agencies) => [
    // READ of an inbox: a held event is sent again when its sender confirms it. READ of the record: replay, and what waits for its own sender.
    ...agencies.flatMap((agency) => [...inbox(agency, 'READ', 'WRITE'), ...topic(receiptsTopic(agency), 'READ')]),
    ...topic(ACCESS_LOG, 'READ', 'WRITE'),
    ...[CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS, CONTROL_EVENTS].flatMap((name) => topic(name, 'READ')),
  ],
}

const serviceRights = (service: Service, agencies: readonly AgencyId[]): readonly Right[] => [
  ...rightsOf[service](agencies),
  ...RECORD_TOPICS.flatMap((record) => topic(record.topic, 'DESCRIBE', 'DESCRIBE_CONFIGS')),
]

/** Write only, to its own inboxes; read only, of its own receipts; groups of its own. */
const agencyRights = (agency: AgencyId): readonly Right[] => [
  ...inbox(agency, 'WRITE', 'DESCRIBE'),
  ...topic(receiptsTopic(agency), 'READ', 'DESCRIBE'),
  group(`${agencyUser(agency)}.`, 'prefixed'),
]

/** One line that says all of a grant, the same for the same. */
export const grantKey = ({ principal, permission, operation, resource, pattern, name, host }: Grant): string =>
  [principal, permission, operation, resource, pattern, name, host].join(' ')

/** Every ACL of an installation, each once. */
export function desiredGrants(agencies: readonly AgencyId[]): readonly Grant[] {
  const known = [...new Set(agencies)].sort()
  const given = (user: string, rights: readonly Right[]): readonly Grant[] =>
    // Groups under its own name: for readers that need one by the protocol, and commit nothing.
    [...rights, group(`${user}.`, 'prefixed')].map((right) => ({ principal: principalOf(user), permission: 'allow', host: '*', ...right }))
  const grants = [
    ...SERVICES.flatMap((service) => given(service, serviceRights(service, known))),
    ...given(
      EVERYTHING,
      SERVICES.flatMap((service) => serviceRights(service, known)),
    ),
    ...known.flatMap((agency) => given(agencyUser(agency), agencyRights(agency))),
  ]
  return [...new Map(grants.map((grant) => [grantKey(grant), grant])).values()]
}
