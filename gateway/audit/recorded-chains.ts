import type { EventLog } from '../../infra/event-log/port.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import { readAccessEntries } from './replay/access-entries.ts'

/** Numbers with running hashes (hex) of links.events or control.events, as the access records hold them: what the log was when somebody read. */
export async function recordedChains(
  { log, registry }: { readonly log: EventLog; readonly registry: SchemaRegistry },
  of: 'links' | 'control',
): Promise<readonly (readonly [sequence: number, chain: string])[]> {
  const chains = new Map<string, readonly [number, string]>()
  for await (const { record } of readAccessEntries(log, createRecordCodec(registry)))
    for (const { log: name, sequence, chain } of record?.versions ?? [])
      if (name === of) chains.set(`${String(sequence)} ${chain}`, [sequence, chain])
  return [...chains.values()]
}
