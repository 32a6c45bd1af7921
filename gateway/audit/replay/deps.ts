import type { PolicyInForce } from '../../../core/control/state.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { TransparencyLogStore } from '../../../infra/transparency-log/port.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { Catalogue, RecordSchema } from '../../../schemas/index.ts'

/** What a replay takes its inputs from, and no more of it: a thread of its own gets these by messages. */
export interface ReplaySources {
  readonly log: Pick<EventLog, 'read' | 'ranges'>
  readonly vault: Pick<Vault, 'keys' | 'lost' | 'secret'>
  readonly registry: Pick<SchemaRegistry, 'schemaOf'>
  /** The transparency log, where there is one: every record that it was to take is to be in it. */
  readonly transparencyLog?: Pick<TransparencyLogStore, 'position' | 'indexesOf'>
}

export interface ReplayDeps extends ReplaySources {
  readonly records: ReadonlyMap<string, RecordSchema>
  readonly catalogue: Catalogue
  /** Makes a policy of the files of a release that control.events holds; undefined when this program has not its engine. */
  readonly policyOf: (release: PolicyInForce) => Policy | undefined
}
