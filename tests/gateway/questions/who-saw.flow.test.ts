import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { IndexPart } from '../../../core/case/index-part.ts'
import { personEvidence } from '../../../core/linking/evidence.ts'
import { openRecord, type OpenedRecord } from '../../../infra/access-log/open-record.ts'
import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { readCases } from '../../../gateway/read/snapshot.ts'
import type { WhoSawAnswer } from '../../../gateway/questions/who-saw.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../../fixtures/demo-world.ts'
import { purposesOf, readAllWays } from '../audit/replay/reads.ts'

const REASON = 'A complaint that somebody knew her new address.'
const LEANNE = { given_name: 'Leanne', family_name: 'Marsh', birth_date: '1991-11-02' }

interface Whole {
  readonly record: AccessRecord
  readonly opened: OpenedRecord
}

describe('who saw this person', () => {
  let world: DemoWorld
  let all: readonly Whole[] = []
  const ask = async (
    body: object,
    as = 'auditor',
  ): Promise<{ readonly status: number; readonly json: WhoSawAnswer & { readonly code?: string } }> => {
    const answer = await world.post('/v1/audit/who-saw', as, { reason: REASON, ...body })
    return { status: answer.status, json: (await answer.json()) as WhoSawAnswer }
  }
  /** Every item of an answer, page by page. */
  const pages = async (body: object, limit = 200): Promise<readonly WhoSawAnswer['items'][number][]> => {
    const items: WhoSawAnswer['items'][number][] = []
    for (let after: string | null | undefined; after !== null;) {
      const { json } = await ask({ ...body, limit, ...(after === undefined ? {} : { after }) })
      items.push(...json.items)
      after = json.next
    }
    return items
  }
  const records = async (): Promise<readonly Whole[]> => {
    const codec = createRecordCodec(world.parts.registry)
    const found: Whole[] = []
    for (const { value } of await world.parts.log.read(ACCESS_LOG, 0, 0, 1e6)) {
      const decoded = await codec.decode(value)
      if (!decoded.ok) throw new Error('an entry that is no record')
      const record = decoded.value.value as AccessRecord
      found.push({ record, opened: await openRecord(world.parts.vault, record) })
    }
    return found
  }

  beforeAll(async () => {
    world = await loadDemoWorld()
    for (const reader of demoReaders) for (const purpose of purposesOf(reader).slice(0, 2)) await readAllWays(world, reader, purpose)
    all = await records()
    expect(all.length).toBeGreaterThan(300)
  }, 300_000)
  afterAll(async () => {
    await world.close()
  })

  /** Ids of the records that showed something of an event that names the person: every record opened, no index asked. */
  const bruteForce = async (token: string, sensitivity?: string): Promise<readonly string[]> => {
    const { store } = world.parts
    const rows = await store.db
      .selectFrom('link_token')
      .innerJoin('link_person', 'link_person.person', 'link_token.person')
      .select(['link_person.person', 'case_log'])
      .where('token', '=', token)
      .execute()
    const people = new Set<string>(rows.map(({ person }) => person))
    const snapshot = await readCases(store.db as never, world.service.reads, [...new Set(rows.map((row) => row.case_log))])
    const events = new Map<string, IndexPart>(
      snapshot.logs.flatMap(({ caseLog, events: of }) =>
        of.map(({ sequence, index }) => [`${caseLog} ${String(sequence)}`, index] as const),
      ),
    )
    return all.flatMap(({ record, opened: { actor, request, decision } }) => {
      if (typeof request === 'string' || typeof decision === 'string' || typeof actor === 'string' || record.outcome !== 'permit') return []
      if (actor.staff === 'throughline-operator:auditor') return []
      const shown = decision.released.some(([number, sequence, parts]) => {
        const index = events.get(`${request.cases[number] ?? ''} ${String(sequence)}`)
        const tombstone = decision.events.some(([log, at, effect]) => log === number && at === sequence && effect === 'tombstone')
        const names =
          index !== undefined && !tombstone && [index.subject, ...index.harmed.map(({ person }) => person)].some((one) => people.has(one))
        return (
          names && (sensitivity === undefined || parts.some(([owner, code]) => code === sensitivity && (owner === '' || people.has(owner))))
        )
      })
      return shown ? [record.id] : []
    })
  }

  it('is answered from a name and a date of birth, with each read, its reader, purpose, law and classes', async () => {
    const { status, json } = await ask({ person: LEANNE })
    expect(status).toBe(200)
    expect(json.candidates).toHaveLength(1)
    expect(json.items.length).toBeGreaterThan(20)
    expect(json.items[0]).toMatchObject({
      reader: { staff: expect.stringMatching(/^[a-z-]+:[a-z0-9-]+$/), agency_name: expect.any(String) },
      did: expect.any(String),
      law: expect.any(String),
      break_glass: false,
    })
    expect(json.items.every(({ events }) => events.length > 0)).toBe(true)
    expect(json.complete).toBe(true)
  })

  it('has as many reads as there are in the log, for each of the people, whole and by class', async () => {
    const { linking } = world.service.reads.secrets
    const people = [
      LEANNE,
      { given_name: 'Darren', family_name: 'Holt', birth_date: '1989-07-14' },
      { given_name: 'Priya', family_name: 'Nair', birth_date: '1995-03-30' },
      { given_name: 'Tyler', family_name: 'Holt', birth_date: '2018-09-21' },
      { given_name: 'Callum', family_name: 'Reid', birth_date: '1993-05-08' },
      { given_name: 'Shannon', family_name: 'Doyle', birth_date: '1996-08-19' },
      { given_name: 'Maisie', family_name: 'Reid', birth_date: '2021-12-05' },
    ]
    const counts: number[] = []
    for (const person of people) {
      const { name } = personEvidence(linking, { key: '', ...person }, 'adult')
      for (const sensitivity of [undefined, 'VIC_LOC', 'CHILD']) {
        const found = await pages({ person, ...(sensitivity === undefined ? {} : { class: sensitivity }) })
        const expected = await bruteForce(name ?? '', sensitivity)
        expect([person.family_name, sensitivity, found.map(({ record }) => record).sort()]).toEqual([
          person.family_name,
          sensitivity,
          [...expected].sort(),
        ])
        counts.push(found.length)
      }
    }
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(10)
    expect(Math.max(...counts)).toBeGreaterThan(100)
  }, 300_000)

  it('sums the whole list up on its first page', async () => {
    const { json } = await ask({ person: LEANNE, limit: 2 })
    const items = await pages({ person: LEANNE }, 9)
    expect([json.items.length, json.summary?.reads, json.summary?.readers]).toEqual([
      2,
      items.length,
      new Set(items.map(({ reader }) => reader.staff)).size,
    ])
  })

  it('says who may be meant where a name fits several, without a name, and then answers about those who are chosen', async () => {
    const { json } = await ask({ person: { family_name: 'Nobody', given_name: 'Known' } })
    expect([json.candidates, json.items]).toEqual([[], []])
    const { json: found } = await ask({ person: LEANNE })
    const [one] = found.candidates
    expect(JSON.stringify(found.candidates)).not.toMatch(/Marsh|Leanne/)
    const { json: chosen } = await ask({ people: [one?.person] })
    expect(chosen.summary).toEqual(found.summary)
    expect((await ask({ people: [one?.person] }, 'auditor-2')).json.code).toBe('not-found')
  })

  it('is for auditors and data protection officers of oversight, with a reason, on record with it', async () => {
    const { id, role } = { id: 'norshire-coordinator', role: 'marac_coordinator' }
    expect([role, (await ask({ person: LEANNE }, id)).json.code]).toEqual([role, 'forbidden'])
    expect((await ask({ person: LEANNE }, 'dpo')).status).toBe(200)
    expect((await ask({ person: LEANNE, reason: 'x' })).json.code).toBe('invalid-request')
    const last = (await records()).filter(({ record }) => record.action === 'audit-who-saw').at(-2)
    const { request } = last?.opened ?? {}
    expect(request).toMatchObject({ page: { reason: REASON } })
  })
})
