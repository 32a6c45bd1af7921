import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Pattern } from '../../../../core/pattern/pattern.ts'
import { openApiDocument } from '../../../../gateway/api/openapi/document.ts'
import { loadCatalogue } from '../../../../schemas/index.ts'
import { demoReaders, loadDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { caseOf, purposesOf } from '../../audit/replay/reads.ts'

const COORDINATOR = 'norshire-coordinator'
const MARAC = 'purpose=marac_risk_management'
const WORDS = 'Custody at Norshire tonight: the sergeant decides on bail and needs what he did before.'

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const document = openApiDocument(loadCatalogue()) as unknown as { readonly components: { readonly schemas: object } }
ajv.addSchema({ $id: 'openapi', components: document.components })
const isPattern = ajv.compile({ $ref: 'openapi#/components/schemas/Pattern' })

interface Shown {
  readonly items: readonly { readonly id: string; readonly data: { readonly details: object } }[]
}

describe('the pattern of a case over HTTP', () => {
  let world: DemoWorld
  beforeAll(async () => {
    world = await loadDemoWorld()
  }, 180_000)
  afterAll(() => world.close())

  const readerOf = (id: string) => {
    const found = demoReaders.find((reader) => reader.id === id)
    if (found === undefined) throw new Error(`No reader ${id}.`)
    return found
  }
  const ask = async (what: 'pattern' | 'timeline', as: string, query: string): Promise<Response> => {
    const reader = readerOf(as)
    return world.get(`/v1/cases/${await world.caseId(caseOf(reader), reader.agency)}/${what}?${query}`, as)
  }
  const pattern = async (as: string, query: string): Promise<Pattern> => {
    const answer = await ask('pattern', as, query)
    expect(answer.status).toBe(200)
    return (await answer.json()) as Pattern
  }

  it.each([
    [
      'norshire-coordinator',
      '2025-05-10',
      [4, 5, 10, 2, 21],
      [
        ['2024-02-09', '2024-05-17', 98],
        ['2024-08-14', '2025-02-03', 173],
      ],
    ],
    [
      'norshire-coordinator',
      '2025-04-20',
      [4, 5, 10, 2, 21],
      [
        ['2024-02-09', '2024-05-17', 98],
        ['2024-08-14', '2025-02-03', 173],
      ],
    ],
    ['westmere-coordinator', '2024-09-11', [10, 3, 10, 2, 25], [['2024-05-03', '2024-08-18', 107]]],
  ] as const)(
    'gives %s on %s the figures that the domain model states',
    async (as, day, [recency, frequency, gravity, victims, total], gaps) => {
      const { rfg, engagement } = await pattern(as, `${MARAC}&to=${day}`)
      expect(rfg?.worked_out).toMatchObject({
        recency: { value: recency },
        frequency: { value: frequency },
        gravity: { value: gravity },
        victims: { value: victims, adults: 1 },
        total,
      })
      expect(engagement?.gaps.map(({ since, until, days }) => [since, until, days])).toEqual(gaps)
    },
  )

  it('is as /openapi.json describes it, and made of the timeline of the same reader alone, for everybody and every purpose', async () => {
    let answers = 0
    for (const reader of demoReaders.filter(({ links }) => links.length > 0))
      for (const purpose of purposesOf(reader)) {
        const [one, other] = [
          await ask('pattern', reader.id, `purpose=${purpose}`),
          await ask('timeline', reader.id, `purpose=${purpose}&limit=200`),
        ]
        expect({ reader: reader.id, purpose, status: one.status }).toEqual({ reader: reader.id, purpose, status: other.status })
        if (one.status !== 200) continue
        answers += 1
        const [body, { items }] = [await one.text(), (await other.json()) as Shown]
        expect({ reader: reader.id, valid: isPattern(JSON.parse(body)), errors: isPattern.errors }).toMatchObject({ valid: true })
        const ids = new Set(items.map(({ id }) => id))
        const named = [...body.matchAll(/"(?:event|referral)":"([^"]+)"|"(?:events|seen)":\[([^\]]*)\]/g)].flatMap(([, id, list]) =>
          id === undefined ? (list ?? '').split(',').flatMap((text) => (text === '' ? [] : [text.slice(1, -1)])) : [id],
        )
        expect({ reader: reader.id, foreign: named.filter((id) => !ids.has(id)) }).toEqual({ reader: reader.id, foreign: [] })
      }
    expect(answers).toBeGreaterThan(25)
  }, 120_000)

  it('is without any count of an event that was withdrawn', async () => {
    const { items } = (await (await ask('timeline', COORDINATOR, `${MARAC}&limit=200`)).json()) as {
      items: { id: string; type: string; data: { details: { target_event?: string } } }[]
    }
    const withdrawn = items.find(({ type }) => type === 'record.retracted')?.data.details.target_event
    expect(JSON.stringify(await pattern(COORDINATOR, MARAC))).not.toContain(`"${withdrawn ?? 'no such event'}"`)
  })

  it('gives an advocate of the second woman what he did before, without the first one’s name, and no score', async () => {
    const found = await pattern('norshire-idva-kv2', 'purpose=victim_safety_planning')
    expect(found.rfg).toBeNull()
    expect(found.tactics?.groups.map(({ group }) => group)).toContain('physical')
    expect(JSON.stringify(found)).not.toMatch(/Leanne|Marsh|Tyler/)
  })

  it('gives bail and out-of-court desks no score', async () => {
    for (const [as, purpose] of [
      ['norshire-bail', 'bail_decision'],
      ['norshire-oocr', 'oocr_decision'],
    ] as const) {
      const { rfg, views } = await pattern(as, `purpose=${purpose}`)
      expect([rfg, views.rfg]).toEqual([null, 'none'])
    }
  })

  it('is of today where no day is given, or one that is to come, and knows nothing of what came after the day', async () => {
    const [today, later] = [await pattern(COORDINATOR, MARAC), await pattern(COORDINATOR, `${MARAC}&to=2099-01-01`)]
    expect(later).toEqual(today)
    const then = await pattern(COORDINATOR, `${MARAC}&to=2024-05-17`)
    expect(then).toMatchObject({ as_of: '2024-05-17', now: { in_force: [] }, tactics: { total: { count: 4 } } })
  })

  it('counts tactics from the first day that is asked for, and looks back as before in the rest', async () => {
    const [whole, since] = [await pattern(COORDINATOR, MARAC), await pattern(COORDINATOR, `${MARAC}&from=2024-05-01`)]
    expect(since.tactics?.total.count).toBe(2)
    expect({ ...since, tactics: null }).toEqual({ ...whole, tactics: null })
  })

  it('is on record as one read of every item, by its own action, before it is answered', async () => {
    const answer = await ask('pattern', COORDINATOR, `${MARAC}&from=2024-03-01&to=2024-12-31`)
    const record = answer.headers.get('access-record') ?? ''
    await answer.arrayBuffer()
    const shown = (await (await ask('timeline', COORDINATOR, `${MARAC}&to=2024-12-31&limit=200`)).json()) as Shown
    const entry = JSON.parse(await (await world.get(`/v1/access-records/${record}`, 'auditor')).text()) as {
      readonly action: string
      readonly opening?: { readonly request: { readonly page: object }; readonly decision: { readonly released: readonly unknown[] } }
    }
    expect(entry).toMatchObject({ action: 'pattern' })
    expect(shown.items.length).toBeGreaterThan(10)
    expect(JSON.stringify(entry)).toContain('counted_from')
    const replayed = (await (await world.post('/v1/replays', 'auditor', { ids: [record] })).json()) as object
    expect(replayed).toMatchObject({ counts: { match: 1 }, findings: [] })
  })

  it('is refused as a timeline is: role, purpose, link, case, query, justification', async () => {
    const id = await world.caseId('KESTREL', 'norshire-marac')
    for (const [query, as, caseId] of [
      [MARAC, 'westmere-coordinator', id],
      [MARAC, 'norshire-police', id],
      [MARAC, 'admin', id],
      ['purpose=bail_decision', COORDINATOR, id],
      ['purpose=nonsense', COORDINATOR, id],
      [MARAC, COORDINATOR, 'nothing'],
      ['', COORDINATOR, id],
      [`${MARAC}&from=yesterday`, COORDINATOR, id],
      [`${MARAC}&from=2025-02-01&to=2025-01-01`, COORDINATOR, id],
      [`${MARAC}&what=this`, COORDINATOR, id],
      [`${MARAC}&justification=AAAA`, COORDINATOR, id],
    ] as const) {
      const [one, other] = await Promise.all(
        (['pattern', 'timeline'] as const).map((what) => world.get(`/v1/cases/${caseId}/${what}?${query}`, as)),
      )
      expect({ query, as, status: one?.status, body: await one?.text() }).toEqual({
        query,
        as,
        status: other?.status,
        body: await other?.text(),
      })
      expect(one?.status).toBeGreaterThanOrEqual(400)
    }
    expect((await world.get(`/v1/cases/${id}/pattern?${MARAC}&limit=5`, COORDINATOR)).status).toBe(400)
    expect((await fetch(`${world.service.origin}/v1/cases/${id}/pattern?${MARAC}`)).status).toBe(401)
  })

  it('takes the justification that a timeline takes', async () => {
    const reader = readerOf(COORDINATOR)
    const id = await world.caseId('KESTREL', reader.agency)
    const given = (await (await world.post(`/v1/cases/${id}/justifications?${MARAC}`, reader.id, { words: WORDS })).json()) as {
      id: string
    }
    expect((await world.get(`/v1/cases/${id}/pattern?${MARAC}&justification=${given.id}`, reader.id)).status).toBe(200)
  })
})
