import { SYSTEM_AGENCY } from '../core/case/system-event.ts'
import { appendControl } from '../infra/event-log/control-events.ts'
import { inboxTopics, receiptsTopic } from '../infra/event-log/topics.ts'
import { isAgencyId } from '../schemas/codec/formats.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import type { AgencyEntryJson } from './demo/folder.ts'
import type { Parts } from './parts.ts'
import { controlNow } from './control-now.ts'

function checkIds(agencies: readonly AgencyEntryJson[]): void {
  // INVARIANT: nobody publishes under the name of system events.
  if (agencies.every(({ agency }) => isAgencyId(agency) && agency !== SYSTEM_AGENCY)) return
  throw new Error(`An agency's id must be of lower-case letters, digits, - and _, at most 64, and not "${SYSTEM_AGENCY}".`)
}

/** Registers agencies that control.events does not have as they are, with their topics; resolves when that is in force. */
export async function registerAgencies(parts: Parts, agencies: readonly AgencyEntryJson[]): Promise<void> {
  checkIds(agencies)
  const { log, store, registry, clock } = parts
  const known = (await controlNow(store)).agencies
  for (const { agency } of agencies) {
    for (const topic of [...inboxTopics(agency), receiptsTopic(agency)]) await log.createTopic(topic, { partitions: 1 })
  }
  const same = ({ agency, name, type, areas, contact = '' }: AgencyEntryJson): boolean => {
    const entry = known.get(agency)
    return entry?.name === name && entry.type === type && entry.areas.join('\n') === areas.join('\n') && (entry.contact ?? '') === contact
  }
  const at = new Date(clock.now()).toISOString()
  const appended = await appendControl(log, registry, 'agency-registered',
    agencies.filter((entry) => !same(entry)).map(({ agency, name, type, areas, contact = '' }) => ({ at, agency, name, agency_type: type, areas: [...areas], contact })))
  const last = appended.at(-1)
  if (last) await waitForEffect(store, last, { consumer: 'control', timeout: 30_000 })
}

