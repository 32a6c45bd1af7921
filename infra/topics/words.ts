import type { Grant } from './desired-grants.ts'
import { isEmpty } from './plan.ts'
import type { Plan } from './cluster-plan.ts'

function grantWords({ principal, permission, operation, resource, pattern, name, host }: Grant): string {
  const whole = `${principal} ${permission === 'allow' ? 'may' : 'may not'} ${operation} ${resource} ${name}${pattern === 'prefixed' ? '*' : ''}`
  return host === '*' ? whole : `${whole} from ${host}`
}

/** A plan in lines: `+` to add, `~` to change, `-` to remove, `!` what is in the way. */
export function planLines(plan: Plan): readonly string[] {
  const { addTopics, changeTopics, obstacles, addGrants, removeGrants, hasAuthorizer, quotas, kept } = plan
  return [
    ...addTopics.map(
      ({ topic, partitions, replication }) => `+ topic ${topic}: ${String(partitions)} partition(s), replication ${String(replication)}`,
    ),
    ...changeTopics.flatMap(({ topic, changes }) =>
      changes.map(({ name, from = 'not set', to = 'not set' }) => `~ topic ${topic}: ${name} ${from} → ${to}`),
    ),
    ...addGrants.map((grant) => `+ ${grantWords(grant)}`),
    ...removeGrants.map((grant) => `- ${grantWords(grant)}`),
    ...obstacles.map(({ code, topic, is, should }) =>
      code === 'partition-count'
        ? `! topic ${topic} has ${String(is)} partition(s) and must have ${String(should)}: counts never change; make it anew while it is empty`
        : `! topic ${topic} has replication ${String(is)} and must have ${String(should)}: use kafka-reassign-partitions`,
    ),
    ...kept.map(
      (agency) =>
        `= agency ${agency} is neither registered nor in the file; its rights are left as they are. To take them: --remove ${agency}`,
    ),
    ...(hasAuthorizer ? [] : ['The cluster has no authorizer: everybody who reaches it may do everything. For made-up people only.']),
    ...(isEmpty(plan) ? ['Nothing to change.'] : []),
    ...(quotas.length === 0 ? [] : ["Quotas are for Kafka's own tool to set:", ...quotas.map((line) => `  ${line}`)]),
  ]
}
