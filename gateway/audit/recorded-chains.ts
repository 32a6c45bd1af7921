import type { EventLog } from '../../infra/event-log/port.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { loadRecords, recordOf } from '../../schemas/index.ts'
import type { AccessRecord } from '../../core/access-log/access-record.ts'
import { readAll } from './replay/read-all.ts'

/** Numbers with running hashes (hex) of links.events or control.events, as the access records hold them: what the log was when somebody read. */
export async function recordedChains(
  { log, registry }: { readonly log: EventLog; readonly registry: SchemaRegistry },
  of: 'links' | 'control',
): Promise<readonly (readonly [sequence: number, chain: string])[]> {
  const decoder = createRecordCodec(registry)
  const { subject } = recordOf(loadRecords(), 'access-record')
  const chains = new Map<string, readonly [number, string]>()
  for await (const { value } of readAll(log, ACCESS_LOG, 0)) {
    const decoded = await decoder.decode(value)
    if (!decoded.ok || decoded.value.subject !== subject) continue
    for (const { log: name, sequence, chain } of (decoded.value.value as AccessRecord).versions)
      if (name === of) chains.set(`${String(sequence)} ${chain}`, [sequence, chain])
  }
  return [...chains.values()]
}
