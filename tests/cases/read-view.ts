import type { CloudEventJson, ReaderJson } from '../../commands/demo/folder.ts'
import { createEventIds } from '../../gateway/read/event-ids.ts'
import { readCases } from '../../gateway/read/snapshot.ts'
import { policyReader } from '../../gateway/read/readers.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import type { World } from './world.ts'

/** An event's number in its chronology: the one that its record reference ends with, else its line. */
const numberOf = (event: CloudEventJson, place: number): number => Number(/-(\d+)$/.exec(event.data.agency_record_ref)?.[1] ?? place + 1)

/** What was seen: event numbers by state. */
export interface SeenView {
  readonly full: readonly number[]
  readonly redacted: readonly number[]
}

interface Item {
  readonly id: string
  readonly state: string
}

const identity = (event: CloudEventJson) => {
  const [, , agency = '', system = ''] = event.source.split('/')
  return { agency: agencyNamed(agency), system, event_id: event.id }
}

/** Reads the whole timeline over HTTP, page by page. */
export async function readOverHttp(world: World, reader: ReaderJson, purpose: string): Promise<SeenView> {
  const { service } = world
  const { caseIds, secrets } = service.reads
  const id = caseIds.outside(reader.agency, world.caseLog)
  const items: Item[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = new URLSearchParams({ purpose, limit: '25', ...(cursor === '' ? {} : { cursor }) })
    const response = await fetch(`${service.origin}/v1/cases/${id}/timeline?${query.toString()}`, {
      headers: { authorization: `Bearer ${await world.token(reader.id)}` },
    })
    if (!response.ok) throw new Error(`The timeline answered ${String(response.status)}.`)
    const page = (await response.json()) as { items: Item[]; next: string | null }
    items.push(...page.items)
    cursor = page.next
  }
  const idOf = createEventIds(secrets.readerIds, `${reader.agency}:${reader.id}`)
  const numbers = new Map(world.events.map((event, place) => [idOf(identity(event)), numberOf(event, place)]))
  const inState = (state: string): readonly number[] =>
    items
      .filter((item) => item.state === state)
      .map((item) => numbers.get(item.id) ?? -1)
      .sort((a, b) => a - b)
  return { full: inState('shown'), redacted: inState('reduced') }
}

/** The evaluator has no live timeline: HTTP answers 403, and the extract is decided by the same `decide`. */
export async function readExtract(world: World, reader: ReaderJson, purpose: string): Promise<SeenView> {
  const { service } = world
  const { caseIds, secrets, policy, readStore, clock } = service.reads
  const id = caseIds.outside(reader.agency, world.caseLog)
  const live = await fetch(`${service.origin}/v1/cases/${id}/timeline?purpose=${purpose}`, {
    headers: { authorization: `Bearer ${await world.token(reader.id)}` },
  })
  if (live.status !== 403) throw new Error(`The evaluator's live read answered ${String(live.status)}, not 403.`)
  const snapshot = await readSnapshot(readStore.db, (tx) => readCases(tx, service.reads, [world.caseLog]))
  const decision = policy.decide({
    request: {
      reader: policyReader({ kind: 'reader', id: reader.id, agency: reader.agency, role: reader.role, name: '' }, secrets),
      purpose,
      channel: 'extract',
      justified: false,
    },
    logs: snapshot.logs,
    agencies: snapshot.control.agencies,
    now: new Date(clock.now()).toISOString(),
  })
  const numbers = new Map(world.events.map((event, place) => [JSON.stringify(identity(event)), numberOf(event, place)]))
  const numberAt = (sequence: number): number => {
    const index = snapshot.logs[0]?.events.find((event) => event.sequence === sequence)?.index
    return numbers.get(JSON.stringify({ agency: index?.agency, system: index?.system, event_id: index?.event_id })) ?? -1
  }
  const inState = (effect: string): readonly number[] =>
    decision.events
      .filter((event) => event.effect === effect)
      .map(({ sequence }) => numberAt(sequence))
      .sort((a, b) => a - b)
  return { full: inState('shown'), redacted: inState('reduced') }
}
