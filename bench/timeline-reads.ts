import { readFolder } from '../commands/demo/folder.ts'
import { linkReaders } from '../commands/links.ts'
import { assignedCase } from '../commands/assigned-case.ts'
import { DEMO_FOLDER } from '../commands/service.ts'
import type { WantedPart } from '../gateway/read/open-parts.ts'
import type { CaseLogId } from '../schemas/ids.ts'
import { agencyNamed } from '../tests/fixtures/ids.ts'
import type { LoadClient } from './load/client.ts'
import type { LoadRequest } from './load/messages.ts'
import { createEvents } from './made-up/events.ts'
import { plainReads } from './plain/reads.ts'
import { race, type Comparison } from './ratio.ts'
import type { Size } from './size.ts'
import { inboxRecords } from './system/inbox-records.ts'
import type { System } from './system/system.ts'

const EVENTS = 40
const CONNECTIONS = 4
const SEED = 3
/** Who reads, and for what. */
export const READER = 'norshire-coordinator'
export const PURPOSE = 'marac_risk_management'

/** Puts a case on its timeline, the reader's agency listed for it; its case log. */
async function openCase({ parts, taken }: System, seed: number, count: number): Promise<CaseLogId> {
  const events = createEvents(seed).takeCase(count)
  const there = taken(count)
  await parts.log.append(await inboxRecords(parts, events))
  await there
  const reader = readFolder(DEMO_FOLDER).readers.find(({ id }) => id === READER)
  const assigned = await assignedCase(parts.store, events)
  if (reader === undefined || assigned === undefined) throw new Error('The case or its reader is not there.')
  await linkReaders(parts, [{ name: 'BENCH', events }], [{ ...reader, links: [{ case: 'BENCH', link: 'listed' }] }])
  return assigned.caseLog
}

/** A case of its own for reads, and the request that reads it. `events`: how many it has. */
export async function openReadCase(
  system: System,
  seed: number,
  events = EVENTS,
): Promise<{ readonly caseLog: CaseLogId; readonly caseId: string; readonly timeline: LoadRequest }> {
  const caseLog = await openCase(system, seed, events)
  const caseId = system.service.reads.caseIds.outside(agencyNamed('norshire-marac'), caseLog)
  return {
    caseLog,
    caseId,
    timeline: {
      method: 'GET',
      path: `/v1/cases/${caseId}/timeline?purpose=${PURPOSE}`,
      headers: { authorization: `Bearer ${await system.token(READER)}` },
    },
  }
}

/** Timeline reads over HTTP with decision and record, beside a bare express that selects and opens the same parts from the same store. `aim`: default that of a ceiling. */
export async function timelineReads(
  system: System,
  load: LoadClient,
  { rounds, warmUp, reads: n }: Size,
  as: { readonly name?: string; readonly aim?: number; readonly seed?: number } = {},
): Promise<Comparison> {
  const { parts, service } = system
  const { caseLog, timeline } = await openReadCase(system, as.seed ?? SEED)
  const opened: WantedPart[] = []
  system.onOpenPart = (part) => {
    opened.push(part)
  }
  await load.run({ origin: service.origin, requests: [timeline], connections: 1 }, 200)
  system.onOpenPart = () => undefined
  const plain = await plainReads(parts, caseLog, opened)
  const read = (origin: string, request: LoadRequest) => {
    const requests = Array.from({ length: n }, () => request)
    return async () => (await load.run({ origin, requests, connections: CONNECTIONS }, 200)).ms
  }
  try {
    return await race({
      name: `${as.name ?? 'timeline reads'}, ${EVENTS} events, ${opened.length} parts`,
      ...(as.aim === undefined ? {} : { aim: as.aim }),
      unit: 'reads',
      n,
      rounds,
      warmUp,
      system: read(service.origin, timeline),
      ceiling: read(plain.origin, { method: 'GET', path: '/timeline', headers: {} }),
    })
  } finally {
    await plain.close()
  }
}
