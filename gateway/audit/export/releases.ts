import { controlLogEntry, foldControlLog, type ControlLogEntry } from '../../../core/control/fold-log.ts'
import { POLICY_RELEASED, type PolicyReleased } from '../../../core/control/entry.ts'
import type { ReleaseLine } from '../../../core/evidence/verify-policies.ts'
import type { EventLog } from '../../../infra/event-log/port.ts'
import { CONTROL_EVENTS } from '../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import { readAll } from '../replay/read-all.ts'

/** A policy release as control.events has it. */
export interface ControlRelease extends ReleaseLine {
  readonly files: PolicyReleased['files']
}

/** The policy releases of control.events, in order, each with its number and the running hash after it. */
export async function controlReleases({
  log,
  registry,
}: {
  readonly log: EventLog
  readonly registry: SchemaRegistry
}): Promise<readonly ControlRelease[]> {
  const decoder = createRecordCodec(registry)
  const entries: ControlLogEntry[] = []
  for await (const { value } of readAll(log, CONTROL_EVENTS, 0)) {
    const decoded = await decoder.decode(value)
    const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
    if (entry !== undefined) entries.push(entry)
  }
  return foldControlLog(entries).flatMap(({ sequence, chain, entry }): readonly ControlRelease[] =>
    entry.type === POLICY_RELEASED
      ? [{ sequence, chain: chain.toString('hex'), policy: entry.value.hash, at: entry.value.at, files: entry.value.files }]
      : [],
  )
}
