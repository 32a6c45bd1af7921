import { sql } from 'kysely'
import { readFolder, type CloudEventJson } from '../../commands/demo/folder.ts'
import { assignedCase } from '../../commands/assigned-case.ts'
import { linkReaders } from '../../commands/links.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { agencyNamed } from '../../tests/fixtures/ids.ts'
import type { LoadRequest } from '../load/messages.ts'
import { createEvents } from '../made-up/events.ts'
import { inboxRecords } from '../system/inbox-records.ts'
import type { System } from '../system/system.ts'
import { PURPOSE, READER } from '../timeline-reads.ts'
import type { Loader } from './load.ts'
import { settled } from './settled.ts'
import { CASE_SIZES } from './steps.ts'

/** Its numbers are far from those of the load, and so are its people. */
const SEED = 3
/** So that the largest case has ended by now. */
const FROM = '2000-01-01'
/** Share of a case that must be on its timeline: some events are refused in the case, by what was said before. */
const LEAST_THERE = 0.8

interface ReadCase {
  readonly name: string
  readonly size: number
  readonly events: readonly CloudEventJson[]
}

/** The same cases in each run. */
function readCases(): readonly ReadCase[] {
  const source = createEvents(SEED, { from: FROM })
  return CASE_SIZES.map((size) => ({ name: `GROWTH-${size}`, size, events: source.takeCase(size) }))
}

/** Puts the cases that are read on their timelines, listed for the reader; does nothing where they are. */
export async function loadReadCases({ parts }: System, loader: Loader): Promise<void> {
  if (loader.progress().hasCases) return
  const cases = readCases()
  for (const { events } of cases) await parts.log.append(await inboxRecords(parts, events))
  await settled(parts)
  const reader = readFolder(DEMO_FOLDER).readers.find(({ id }) => id === READER)
  if (reader === undefined) throw new Error('The reader is not there.')
  await linkReaders(parts, cases, [{ ...reader, links: cases.map(({ name }) => ({ case: name, link: 'listed' })) }])
  loader.note((before) => ({
    ...before,
    hasCases: true,
    events: before.events + cases.reduce((sum, { events }) => sum + events.length, 0),
  }))
}

/** The requests that read each case, by its size. */
export async function readRequests({ parts, service, token }: System): Promise<readonly (readonly [size: number, request: LoadRequest])[]> {
  const authorization = `Bearer ${await token(READER)}`
  return Promise.all(
    readCases().map(async ({ size, events }) => {
      const assigned = await assignedCase(parts.store, events)
      if (assigned === undefined) throw new Error('A case that is to be read is not there.')
      const { rows } = await sql<{
        there: number
      }>`select count(*)::int as there from case_event where case_log = ${assigned.caseLog}`.execute(parts.store.db)
      if (Number(rows[0]?.there) < size * LEAST_THERE)
        throw new Error(`Of the case of ${size} events that is to be read only some are on its timeline.`)
      const id = service.reads.caseIds.outside(agencyNamed('norshire-marac'), assigned.caseLog)
      return [size, { method: 'GET', path: `/v1/cases/${id}/timeline?purpose=${PURPOSE}`, headers: { authorization } }] as const
    }),
  )
}
