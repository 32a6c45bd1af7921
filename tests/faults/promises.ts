import { expect } from '@jest/globals'
import { AGENCIES, type SentEvent } from './events.ts'
import type { Installation } from './installation.ts'

interface Receipts {
  readonly items: readonly { readonly event_id: string; readonly status: string }[]
  readonly next: string | null
}

/** The statuses of an agency's receipts, by event. */
async function receiptsOf(installation: Installation, agency: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const statuses = new Map<string, Set<string>>()
  for (let after = ''; ;) {
    const { items, next } = (await (await installation.request(agency, `/v1/receipts?limit=1000${after}`)).json()) as Receipts
    for (const { event_id: id, status } of items) statuses.set(id, (statuses.get(id) ?? new Set()).add(status))
    if (next === null) return statuses
    after = `&after=${encodeURIComponent(next)}`
  }
}

/** Ids by agency and case, in order. */
function idsByCase(events: readonly Pick<SentEvent, 'agency' | 'caseNumber' | 'id'>[]): Readonly<Record<string, readonly string[]>> {
  const groups = Map.groupBy(events, ({ agency, caseNumber }) => `${agency}, case ${String(caseNumber)}`)
  return Object.fromEntries([...groups].map(([group, own]) => [group, own.map(({ id }) => id)]))
}

/**
 * Expects that a service which has caught up kept what it promised: what it acknowledged is on its case's timeline once, in the order in which
 * its agency sent it, with a receipt; every answer is on record, and has its leaf under a signed checkpoint of the transparency log, and every record can be run again; logs and read store agree.
 */
export async function expectKept(
  installation: Installation,
  acknowledged: readonly SentEvent[],
  answers: readonly string[],
): Promise<void> {
  const { events, records, leaves, replayed, replayFindings, findings } = await installation.evidence()
  const caseNumbers = new Map(acknowledged.map(({ id, caseNumber }) => [id, caseNumber]))
  const published = events.filter(({ type }) => !type.startsWith('access.'))
  const placed = published.map(({ agency, event_id: id, case_log: caseLog }) => ({
    agency,
    id,
    caseLog,
    caseNumber: caseNumbers.get(id) ?? -1,
  }))
  expect(idsByCase(placed)).toEqual(idsByCase(acknowledged))
  const places = new Set(placed.map(({ caseNumber, caseLog }) => `${String(caseNumber)} ${caseLog}`))
  expect(places.size).toBe(new Set(caseNumbers.values()).size)
  expect(new Set(placed.map(({ caseLog }) => caseLog)).size).toBe(places.size)
  for (const agency of AGENCIES) {
    const receipts = await receiptsOf(installation, agency)
    const own = acknowledged.filter((event) => event.agency === agency)
    expect(own.filter(({ id }) => receipts.get(id)?.has('accepted') !== true)).toEqual([])
  }
  const known = new Set(records)
  expect(answers.filter((id) => !known.has(id))).toEqual([])
  const proven = new Set(leaves)
  expect([...answers, ...records].filter((id) => !proven.has(id))).toEqual([])
  expect({ replayed, replayFindings, findings }).toEqual({ replayed: { match: records.length }, replayFindings: [], findings: [] })
}
