import { SYSTEM_AGENCY } from '../core/case/system-event.ts'
import { BUS_OPERATOR } from '../core/control/state.ts'
import { appendControl } from '../infra/event-log/control-events.ts'
import { EventLogError, type EventLog } from '../infra/event-log/port.ts'
import { inboxTopics, receiptsTopic } from '../infra/event-log/topics.ts'
import { type AgencyId, isAgencyId } from '../schemas/ids.ts'
import { waitForEffect } from '../infra/read-store/wait-for-effect.ts'
import type { AgencyEntryJson } from './demo/folder.ts'
import type { Parts } from './parts.ts'
import { controlNow } from './control-now.ts'

function checkIds(agencies: readonly AgencyEntryJson[]): void {
  // INVARIANT: nobody publishes under the name of system events.
  if (agencies.every(({ agency }) => isAgencyId(agency) && agency !== SYSTEM_AGENCY)) return
  throw new Error(`An agency's id must be of lower-case letters, digits, - and _, at most 64, and not "${SYSTEM_AGENCY}".`)
}

async function makeTopic(log: EventLog, agency: AgencyId, topic: string): Promise<void> {
  try {
    await log.createTopic(topic, { partitions: 1 })
  } catch (cause) {
    if (!(cause instanceof EventLogError) || cause.code !== 'not-allowed') throw cause
    throw new Error(
      `The topics of ${agency} are not there, and this process may not make them. As an administrator of the cluster: throughline topics apply --agencies FILE, then register again.`,
      { cause },
    )
  }
}

/** Registers agencies that control.events does not have as they are, with their topics; resolves when that is in force. */
export async function registerAgencies(parts: Parts, agencies: readonly AgencyEntryJson[]): Promise<void> {
  checkIds(agencies)
  const { log, store, registry, clock } = parts
  const known = (await controlNow(store)).agencies
  for (const { agency } of agencies) {
    for (const topic of [...inboxTopics(agency), receiptsTopic(agency)]) await makeTopic(log, agency, topic)
  }
  const same = ({ agency, name, type, areas, oversight = false, contact = '' }: AgencyEntryJson): boolean => {
    const entry = known.get(agency)
    return (
      entry?.name === name &&
      entry.type === type &&
      entry.areas.join('\n') === areas.join('\n') &&
      entry.oversight === (oversight || type === BUS_OPERATOR) &&
      (entry.contact ?? '') === contact
    )
  }
  const at = new Date(clock.now()).toISOString()
  const appended = await appendControl(
    log,
    registry,
    'agency-registered',
    agencies
      .filter((entry) => !same(entry))
      .map(({ agency, name, type, areas, oversight = false, contact = '' }) => ({
        at,
        agency,
        name,
        agency_type: type,
        areas: [...areas],
        oversight,
        contact,
      })),
  )
  const last = appended.at(-1)
  if (last) await waitForEffect(store, last, { consumer: 'control', timeout: 30_000 })
}
