import { shownFrom } from '../core/disclosure/page.ts'
import { partsOf } from '../core/parts/classes.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { currentReleaseFiles } from '../policy/release/files.ts'
import { loadRelease, type Release } from '../policy/release/load.ts'
import type { DecisionInput } from '../policy/facts/input.ts'
import { startOf } from '../policy/decide/dates.ts'
import type { Decision, EventDecision } from '../policy/decide/decision.ts'
import type { LoadClient } from './load/client.ts'
import { race, type Comparison } from './ratio.ts'
import type { Size } from './size.ts'
import type { System } from './system/system.ts'
import { openReadCase } from './timeline-reads.ts'

const CONNECTIONS = 4

/** Shows everything to everybody, in timeline order: what a read costs without a policy. */
function allowAll({ types }: Release, { logs }: DecisionInput): Decision {
  const dated = logs.flatMap(({ caseLog, events }) =>
    events.flatMap(({ sequence, index }) => {
      const rules = types.get(index.type)
      if (rules === undefined) return []
      const decision: EventDecision = {
        caseLog,
        sequence,
        effect: 'shown',
        dates: 'exact',
        publisher: 'named',
        late: false,
        corrected: false,
        parts: partsOf(rules, index).map(({ owner, class: sensitivity }) => ({ owner, class: sensitivity, form: 'plain' })),
      }
      return [{ decision, from: startOf(shownFrom(index.occurred.from, 'exact')) }]
    }),
  )
  return {
    outcome: 'permit',
    events: dated
      .sort((one, other) => one.from - other.from || one.decision.sequence - other.decision.sequence)
      .map(({ decision }) => decision),
  }
}

/** Timeline reads with the full policy, beside the same reads of the same gateway with a policy that allows everything. */
export async function policyCost(system: System, load: LoadClient, { rounds, warmUp, reads: n }: Size): Promise<Comparison> {
  const { timeline } = await openReadCase(system, 4)
  const { service } = system
  const release = loadRelease(currentReleaseFiles(loadCatalogue()))
  const full = service.reads.policy
  const read = (policy: typeof full) => async () => {
    Object.assign(service.reads, { policy })
    return (await load.run({ origin: service.origin, requests: Array.from({ length: n }, () => timeline), connections: CONNECTIONS }, 200))
      .ms
  }
  try {
    return await race({
      name: 'timeline reads, full policy beside allow-all',
      unit: 'reads',
      n,
      rounds,
      warmUp,
      aim: 0.75,
      system: read(full),
      ceiling: read({
        ...full,
        *decisionSteps(input) {
          yield
          return allowAll(release, input)
        },
      }),
    })
  } finally {
    Object.assign(service.reads, { policy: full })
  }
}
