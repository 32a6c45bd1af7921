import kafkajs, { type AclEntry, type AclResourceTypes as ResourceCode } from 'kafkajs'
import type { Grant, Operation, Resource } from './desired-grants.ts'

// Node finds only some of a CommonJS package's names by itself.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs

const RESOURCES: readonly (readonly [Resource, ResourceCode])[] = [
  ['topic', AclResourceTypes.TOPIC],
  ['group', AclResourceTypes.GROUP],
  ['cluster', AclResourceTypes.CLUSTER],
  ['transactional-id', AclResourceTypes.TRANSACTIONAL_ID],
  ['delegation-token', AclResourceTypes.DELEGATION_TOKEN],
]
const OPERATIONS: readonly Operation[] = [
  'ALL',
  'READ',
  'WRITE',
  'CREATE',
  'DELETE',
  'ALTER',
  'DESCRIBE',
  'CLUSTER_ACTION',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
  'IDEMPOTENT_WRITE',
]

/** A grant as Kafka's protocol has it. */
export const aclOf = ({ principal, resource, name, pattern, operation, permission, host }: Grant): AclEntry => ({
  principal,
  host,
  resourceType: RESOURCES.find(([word]) => word === resource)?.[1] ?? AclResourceTypes.UNKNOWN,
  resourceName: name,
  resourcePatternType: pattern === 'literal' ? ResourcePatternTypes.LITERAL : ResourcePatternTypes.PREFIXED,
  operation: AclOperationTypes[operation],
  permissionType: permission === 'allow' ? AclPermissionTypes.ALLOW : AclPermissionTypes.DENY,
})

/** The grant that an ACL is; undefined for kinds that this release does not know. */
export function grantOf(acl: AclEntry): Grant | undefined {
  const resource = RESOURCES.find(([, code]) => code === acl.resourceType)?.[0]
  const operation = OPERATIONS.find((word) => AclOperationTypes[word] === acl.operation)
  if (resource === undefined || operation === undefined) return undefined
  return {
    principal: acl.principal,
    resource,
    name: acl.resourceName,
    operation,
    host: acl.host,
    pattern: acl.resourcePatternType === ResourcePatternTypes.LITERAL ? 'literal' : 'prefixed',
    permission: acl.permissionType === AclPermissionTypes.ALLOW ? 'allow' : 'deny',
  }
}
