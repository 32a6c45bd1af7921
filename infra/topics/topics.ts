import type { AgencyId } from '../../schemas/ids.ts'
import { carryOut, readCluster } from './cluster.ts'
import { asAdmin, type KafkaConnection } from './connection.ts'
import { isEmpty, planFor, type PlanOptions } from './plan.ts'
import type { Plan } from './cluster-plan.ts'

/**
 * A cluster that cannot be made what it must be. `obstacles`: what only a person may change; nothing was done. `unsettled`: a difference is left.
 */
export class TopicsError extends Error {
  readonly code: 'obstacles' | 'unsettled'
  readonly plan: Plan
  constructor(code: TopicsError['code'], plan: Plan) {
    super(
      code === 'obstacles'
        ? 'Topics have another partition count or replication than they must have.'
        : 'A difference is left after it was applied.',
    )
    this.name = 'TopicsError'
    this.code = code
    this.plan = plan
  }
}

/** The difference between a cluster and what it must be for these agencies. */
export const planTopics = (connection: KafkaConnection, agencies: readonly AgencyId[], options: PlanOptions = {}): Promise<Plan> =>
  asAdmin(connection, async (admin) => planFor(agencies, await readCluster(admin), options))

const SETTLED_WITHIN_MS = 60_000
const PAUSE_MS = 200

/** Makes a cluster what it must be; resolves with what was done, once the cluster says that it is so. Rejects with TopicsError. */
export const applyTopics = (connection: KafkaConnection, agencies: readonly AgencyId[], options: PlanOptions = {}): Promise<Plan> =>
  asAdmin(connection, async (admin) => {
    const plan = planFor(agencies, await readCluster(admin), options)
    if (plan.obstacles.length > 0) throw new TopicsError('obstacles', plan)
    if (isEmpty(plan)) return plan
    await carryOut(admin, plan)
    // A broker learns of a change from the controller a moment later.
    const end = performance.now() + SETTLED_WITHIN_MS
    for (;;) {
      const left = planFor(agencies, await readCluster(admin), options)
      if (isEmpty(left)) return plan
      if (performance.now() > end) throw new TopicsError('unsettled', left)
      await new Promise((resolve) => {
        setTimeout(resolve, PAUSE_MS)
      })
    }
  })
