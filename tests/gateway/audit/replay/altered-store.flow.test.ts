import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { sql, type RawBuilder } from 'kysely'
import { loadDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { inspect, named } from './inspect.ts'
import { readSome } from './reads.ts'

const READER = 'norshire-coordinator'
const flip = (column: string, at: number): RawBuilder<unknown> =>
  sql`${sql.ref(column)} = set_byte(${sql.ref(column)}, ${sql.lit(at)}, get_byte(${sql.ref(column)}, ${sql.lit(at)}) # 1)`

describe('one thing changed by hand in the read store', () => {
  let world: DemoWorld
  let kestrel = ''
  let timeline = ''
  let before = ''
  let failed = 0
  beforeAll(async () => {
    world = await loadDemoWorld()
    await readSome(world)
    kestrel = await world.caseLog('KESTREL')
    timeline = `/v1/cases/${await world.caseId('KESTREL', 'norshire-marac')}/timeline?purpose=marac_risk_management`
    before = await (await world.get(timeline, READER)).text()
    for (const table of TABLES) await run(sql`create table ${sql.table(`kept_${table}`)} as select * from ${sql.table(table)}`)
  }, 180_000)
  afterEach(async () => {
    for (const table of TABLES) {
      await run(sql`delete from ${sql.table(table)}`)
      await run(sql`insert into ${sql.table(table)} select * from ${sql.table(`kept_${table}`)}`)
    }
  })
  afterAll(async () => {
    await world.close()
  })

  const TABLES = ['case_event', 'case_part', 'case_log', 'link_claim', 'link_token', 'control_entry', 'log_head'] as const
  const run = async (statement: RawBuilder<unknown>): Promise<void> => {
    await statement.execute(world.parts.store.db)
  }
  const event = (sequence: number): RawBuilder<unknown> => sql`case_log = ${sql.lit(kestrel)} and sequence = ${sql.lit(sequence)}`

  it('nothing, while nothing was changed', async () => {
    expect(await inspect(world)).toMatchObject({ findings: [], store: [] })
  })

  it.each<[string, () => RawBuilder<unknown>, string]>([
    ['an index part', () => sql`update case_event set ${flip('index_part', 30)} where ${event(4)}`, 'index-altered store case.events 4'],
    [
      'the hashes of an event’s parts',
      () => sql`update case_event set ${flip('part_hashes', 3)} where ${event(4)}`,
      'columns-altered store case.events 4',
    ],
    [
      'a sealed part',
      () => sql`update case_part set ${flip('sealed', 20)} where ${event(1)} and class = 'BEHAV' and form = 'plain'`,
      'part-altered store case.events 1 BEHAV plain',
    ],
    [
      'a sealed part in its reduced form',
      () => sql`update case_part set ${flip('sealed', 20)} where ${event(10)} and class = 'VIC_LOC' and form = 'reduced'`,
      'part-altered store case.events 10 VIC_LOC reduced',
    ],
    [
      'the hash of a part',
      () => sql`update case_part set ${flip('hash', 5)} where ${event(1)} and class = 'BEHAV' and form = 'plain'`,
      'hash-altered store case.events 1 BEHAV plain',
    ],
    [
      'the running hash of the case',
      () => sql`update case_log set ${flip('chain', 5)} where case_log = ${sql.lit(kestrel)}`,
      'head-altered store case.events',
    ],
    [
      'the number of the last event',
      () => sql`update case_log set sequence = sequence - 1 where case_log = ${sql.lit(kestrel)}`,
      'head-altered store case.events',
    ],
    ['an event, taken out', () => sql`delete from case_event where ${event(6)}`, 'event-missing store case.events 6'],
    [
      'the running hash of control.events',
      () => sql`update log_head set ${flip('chain', 5)} where log = 'control'`,
      'head-altered store control.events',
    ],
  ])('%s: named by verify, and never shown: the read fails, on record', async (_, change, found) => {
    await run(change())
    expect((await inspect(world)).store).toEqual([found])
    const answer = await world.get(timeline, READER)
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining('Holt')])
    const { items } = (await (await world.get('/v1/access-records?limit=1000', 'auditor')).json()) as {
      items: { action: string; outcome: string }[]
    }
    failed += 1
    expect(items.filter(({ action, outcome }) => action === 'timeline' && outcome === 'failed')).toHaveLength(failed)
  })

  it.each<[string, () => RawBuilder<unknown>, string]>([
    [
      'an event’s running hash',
      () => sql`update case_event set ${flip('chain', 5)} where ${event(4)}`,
      'chain-altered store case.events 4',
    ],
    [
      'the case that an event was linked to',
      () =>
        sql`update link_claim set case_log = 'another' where ctid = (select ctid from link_claim where case_log = ${sql.lit(kestrel)} limit 1)`,
      'entry-altered store links.events',
    ],
    [
      'a token of a person',
      () => sql`update link_token set token = 'another' where ctid = (select ctid from link_token limit 1)`,
      'entry-altered store links.events',
    ],
    [
      'a link, taken out',
      () => sql`delete from link_claim where ctid = (select ctid from link_claim limit 1)`,
      'entry-missing store links.events',
    ],
    [
      'an entry of control.events',
      () => sql`update control_entry set ${flip('entry', 40)} where sequence = 3`,
      'entry-altered store control.events 3',
    ],
  ])('%s: named by verify; what is read is the same', async (_, change, found) => {
    await run(change())
    expect((await inspect(world)).store).toEqual([expect.stringMatching(`^${found}`)])
    expect(await (await world.get(timeline, READER)).text()).toBe(before)
  })

  it('the running hash of links.events: named by verify, and by replay in the record of the read', async () => {
    await run(sql`update log_head set ${flip('chain', 5)} where log = 'links'`)
    const { headers } = await world.get(timeline, READER)
    const found = await inspect(world)
    expect(found.store).toEqual([expect.stringMatching(/^head-altered store links.events/)])
    expect([named(found), found.findings.map(({ record }) => record)]).toEqual([
      ['state-tampered links.events'],
      [headers.get('access-record')],
    ])
  })

  it('a part, taken out: named by verify, and by replay as less than should have been disclosed', async () => {
    await run(sql`delete from case_part where ${event(1)} and class = 'BEHAV' and form = 'plain'`)
    const { headers } = await world.get(timeline, READER)
    const found = await inspect(world)
    expect(found.store).toEqual(['part-missing store case.events 1 BEHAV plain'])
    expect(found.findings.filter(({ outcome }) => outcome !== 'state-tampered').map(({ record, outcome }) => [record, outcome])).toEqual([
      [headers.get('access-record'), 'under-release'],
    ])
  })
})
