import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CompiledQuery } from 'kysely'
import type { ReaderJson } from '../../../commands/demo/folder.ts'
import type { WantedPart } from '../../../gateway/read/open-parts.ts'
import { readCases } from '../../../gateway/read/snapshot.ts'
import { policyReader } from '../../../gateway/read/readers.ts'
import { readSnapshot } from '../../../infra/read-store/snapshot.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { caseOf, purposesOf } from '../audit/replay/reads.ts'

/** What a read did: the SQL that it ran, and the parts that it opened. */
interface Seen {
  readonly status: number
  readonly queries: readonly { readonly sql: string; readonly parameters: readonly unknown[] }[]
  readonly opened: readonly WantedPart[]
}

const nameOf = ({ caseLog, sequence, owner, class: sensitivity, form }: WantedPart): string =>
  [caseLog, sequence, owner, sensitivity, form].join(' ')
const formsOf = (parts: readonly WantedPart[]): ReadonlySet<string> =>
  new Set(parts.map(({ class: sensitivity, form }) => `${sensitivity} ${form}`))

/** What the consumer of recalls does meanwhile. */
const OF_OTHERS = /consumer_offset|event_reading|^begin$|^commit$/

describe('what is not disclosed is not fetched', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await loadDemoWorld()
  }, 180_000)
  afterAll(async () => {
    await world.close()
  })

  const readerNamed = (id: string): ReaderJson => {
    const reader = demoReaders.find((one) => one.id === id)
    if (reader === undefined) throw new Error('not in readers.json')
    return reader
  }
  /** `keeps`: whether parts that an earlier read fetched are there; else every row is another than it was. */
  const watched = async (path: string, reader: ReaderJson, { keeps = false } = {}): Promise<Seen> => {
    const queries: Seen['queries'][number][] = []
    const opened: WantedPart[] = []
    await world.token(reader.id)
    if (!keeps)
      await world.parts.store.db
        .updateTable('case_part')
        .set((of) => ({ hash: of.ref('hash') }))
        .execute()
    world.watch({
      onQuery: (sql, parameters) => {
        queries.push({ sql, parameters })
      },
      onOpenPart: (part) => {
        opened.push(part)
      },
    })
    const answer = await world.get(path, reader.id)
    await answer.arrayBuffer()
    world.watch({})
    return { status: answer.status, queries, opened }
  }
  const timeline = async (reader: ReaderJson, purpose: string, options?: { readonly keeps: boolean }): Promise<Seen> =>
    watched(`/v1/cases/${await world.caseId(caseOf(reader), reader.agency)}/timeline?purpose=${purpose}`, reader, options)
  /** The parts that the decision releases. */
  const disclosed = async (reader: ReaderJson, purpose: string): Promise<ReadonlySet<string>> => {
    const { reads } = world.service
    const caseLog = await world.caseLog(caseOf(reader))
    const { logs, control } = await readSnapshot(reads.readStore.db, (tx) => readCases(tx, reads, [caseLog]))
    const { events } = reads.policy.decide({
      request: { reader: policyReader({ ...reader, kind: 'reader' }, reads.secrets), purpose, channel: 'live', justified: false },
      logs,
      agencies: control.agencies,
      now: new Date(world.clock.now()).toISOString(),
    })
    return new Set(events.flatMap(({ sequence, parts }) => parts.map((part) => nameOf({ ...part, caseLog, sequence }))))
  }
  /** Every part that the statements of a read give back, run again as they were. */
  const fetched = async ({ queries }: Seen): Promise<readonly WantedPart[]> => {
    const rows: WantedPart[] = []
    for (const { sql, parameters } of queries) {
      // What asks how long sealed forms are, or what rows come to, gives back none of them.
      if (!/case_part|sealed/.test(sql) || /octet_length|part_rows/.test(sql)) continue
      expect(sql.trim()).toMatch(/^select/)
      const result = await world.parts.store.db.executeQuery<WantedPart>(CompiledQuery.raw(sql, [...parameters]))
      rows.push(...result.rows)
    }
    return rows
  }
  const storedForms = async (): Promise<ReadonlySet<string>> =>
    formsOf((await world.parts.store.db.selectFrom('case_part').select(['class', 'form']).distinct().execute()) as unknown as WantedPart[])

  it('a coordinator’s read opens no whereabouts in plain form, a case manager’s no words of a victim-survivor in plain form', async () => {
    const stored = await storedForms()
    for (const [person, purpose, never, coarser] of [
      ['norshire-coordinator', 'marac_risk_management', 'VIC_LOC plain', 'VIC_LOC reduced'],
      ['norshire-case-manager', 'perpetrator_intervention', 'VIC_VOICE plain', 'VIC_VOICE reduced'],
      ['westmere-case-manager', 'perpetrator_intervention', 'VIC_VOICE plain', 'BEHAV plain'],
    ] as const) {
      const seen = await timeline(readerNamed(person), purpose)
      const opened = formsOf(seen.opened)
      expect([stored.has(never), opened.has(never), opened.has(coarser), formsOf(await fetched(seen)).has(never)]).toEqual([
        true,
        false,
        true,
        false,
      ])
    }
  })

  it('for every reader and purpose: SQL gives back disclosed parts only, and no others are opened', async () => {
    let parts = 0
    for (const reader of demoReaders) {
      for (const purpose of purposesOf(reader)) {
        const may = await disclosed(reader, purpose)
        const seen = await timeline(reader, purpose)
        const rows = await fetched(seen)
        expect(rows.filter((row) => !may.has(nameOf(row)))).toEqual([])
        expect(seen.opened.map(nameOf).sort()).toEqual(rows.map(nameOf).sort())
        expect(seen.queries.filter(({ sql }) => !OF_OTHERS.test(sql)).length).toBeLessThan(9)
        if (seen.status !== 200) expect([rows, seen.opened]).toEqual([[], []])
        parts += rows.length
      }
    }
    expect(parts).toBeGreaterThan(1_000)
  }, 120_000)

  it('opens for each reader what is disclosed to them, and no more, of what was fetched for others before', async () => {
    const reads = demoReaders.flatMap((reader) => purposesOf(reader).map((purpose) => [reader, purpose] as const))
    const first: Seen[] = []
    for (const [reader, purpose] of reads) first.push(await timeline(reader, purpose, { keeps: true }))
    for (const [at, [reader, purpose]] of reads.entries()) {
      const seen = await timeline(reader, purpose, { keeps: true })
      expect(await fetched(seen)).toEqual([])
      expect(seen.opened).toEqual(first[at]?.opened)
      const may = await disclosed(reader, purpose)
      expect(seen.opened.filter((part) => !may.has(nameOf(part)))).toEqual([])
    }
  }, 120_000)

  it('for a page and for lists: no more than what they show', async () => {
    const coordinator = readerNamed('norshire-coordinator')
    const id = await world.caseId('KESTREL', coordinator.agency)
    const page = await watched(`/v1/cases/${id}/timeline?purpose=marac_risk_management&limit=2`, coordinator)
    expect(new Set((await fetched(page)).map(({ sequence }) => sequence)).size).toBe(2)
    const may = await disclosed(coordinator, 'marac_risk_management')
    for (const path of [`/v1/cases?purpose=marac_risk_management`, `/v1/cases/${id}?purpose=marac_risk_management`]) {
      const seen = await watched(path, coordinator)
      const rows = await fetched(seen)
      // Of each system the newest of each length, and one pseudonym (decisions/0080).
      expect([...formsOf(rows)].filter((form) => form !== 'PERP_ID plain' && form !== 'PERP_ID reduced')).toEqual([])
      expect(rows.filter((row) => !may.has(nameOf(row)))).toEqual([])
      expect(seen.opened.map(nameOf).sort()).toEqual(rows.map(nameOf).sort())
      expect(rows.length).toBeLessThan(may.size / 10)
    }
  })

  it('an evaluator, an administrator and a coordinator of another area open and fetch nothing', async () => {
    for (const [person, purpose] of [
      ['evaluator', 'evaluation_research'],
      ['admin', 'marac_risk_management'],
      ['westmere-coordinator', 'marac_risk_management'],
    ] as const) {
      const reader = readerNamed(person)
      const seen = await watched(`/v1/cases/${await world.caseId('KESTREL', reader.agency)}/timeline?purpose=${purpose}`, reader)
      expect([seen.status >= 400, seen.opened, await fetched(seen)]).toEqual([true, [], []])
    }
  })
})
