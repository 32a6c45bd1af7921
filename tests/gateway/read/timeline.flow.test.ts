import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caseLogOf } from '../../fixtures/case-records.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { OF_REQUEST } from '../../fixtures/of-request.ts'

interface Item {
  id: string
  type: string
  data: { subject?: { family_name?: string } }
  occurred: { from: string }
}
interface Page {
  items: Item[]
  next: string | null
  notice: string
}

const COORDINATOR = 'norshire-coordinator'
const PURPOSE = 'purpose=marac_risk_management'

describe('reading a case', () => {
  let gateway: TestGateway
  const opened: string[] = []
  const queries: string[] = []
  let caseId = ''

  beforeAll(async () => {
    gateway = await startTestGateway({
      onOpenPart: (part) => {
        opened.push(part.class)
      },
      onQuery: (sql) => {
        queries.push(sql)
      },
    })
    await gateway.place(demoEvents('kestrel'), caseLogOf('kestrel'), 'norshire-marac')
    const response = await gateway.get(`/v1/cases?${PURPOSE}`, COORDINATOR)
    const body = (await response.json()) as { items: { id: string; subject: { family_name: string } }[] }
    caseId = body.items[0]?.id ?? ''
    expect(body.items.map(({ subject }) => subject.family_name)).toEqual(['Holt'])
  })
  afterAll(async () => {
    await gateway.close()
  })

  const page = async (query: string): Promise<Page> =>
    (await gateway.get(`/v1/cases/${caseId}/timeline?${PURPOSE}${query}`, COORDINATOR)).json() as Promise<Page>

  it('gives every disclosed event once, oldest first, over pages of any size', async () => {
    const all = await page('')
    expect(all.items).toHaveLength(demoEvents('kestrel').length)
    const paged: Item[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const part: Page = await page(`&limit=5${cursor === '' ? '' : `&cursor=${cursor}`}`)
      paged.push(...part.items)
      cursor = part.next
    }
    expect(paged.map(({ id }) => id)).toEqual(all.items.map(({ id }) => id))
    expect(all.items.map(({ occurred }) => occurred.from)).toEqual(all.items.map(({ occurred }) => occurred.from).toSorted())
  })

  it('opens no part that the decision withholds', async () => {
    opened.length = 0
    await page('')
    expect(opened).toContain('PERP_ID')
    expect(opened).not.toContain('VIC_LOC')
    expect(opened).not.toContain('SOURCE')
  })

  it('names a durable access record, which an auditor can open', async () => {
    const response = await gateway.get(`/v1/cases/${caseId}/timeline?${PURPOSE}`, COORDINATOR)
    const id = response.headers.get('access-record') ?? ''
    const record = (await (await gateway.get(`/v1/access-records/${id}`, 'auditor')).json()) as Record<string, unknown>
    expect(record).toMatchObject({
      id,
      action: 'timeline',
      role: 'marac_coordinator',
      purpose: 'marac_risk_management',
      outcome: 'permit',
      opened: {
        actor: { staff: 'norshire-marac:norshire-coordinator' },
        request: { cases: [caseLogOf('kestrel')], asked: caseId },
        decision: { outcome: 'permit' },
      },
    })
  })

  it('gives one 404, on record, for no link, no such case and another agency’s link', async () => {
    const answers = await Promise.all([
      gateway.get(`/v1/cases/${caseId}/timeline?purpose=perpetrator_intervention`, 'norshire-case-manager'),
      gateway.get(`/v1/cases/AAAAAAAAAAAAAAAAAAAAAA/timeline?${PURPOSE}`, COORDINATOR),
      gateway.get(`/v1/cases/nothing/timeline?${PURPOSE}`, COORDINATOR),
      gateway.get('/v1/nothing-here', COORDINATOR),
    ])
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(new Set(texts).size).toBe(1)
    const headers = answers.map(({ headers: all }) =>
      JSON.stringify([...all].filter(([name]) => !OF_REQUEST.has(name) && name !== 'ratelimit-policy')),
    )
    expect(new Set(headers).size).toBe(1)
  })

  it('answers 403 for what depends on the request alone, whatever the case', async () => {
    const role = await gateway.get(`/v1/cases/AAAAAAAAAAAAAAAAAAAAAA/timeline?purpose=bail_decision`, COORDINATOR)
    expect(role.status).toBe(403)
    const channel = await gateway.get(`/v1/cases/${caseId}/timeline?purpose=evaluation_research`, 'evaluator')
    expect(channel.status).toBe(403)
    expect(await channel.json()).toMatchObject({ code: 'deny_channel' })
  })

  it.each([
    '',
    'purpose=a&purpose=b',
    `${PURPOSE}&from=yesterday`,
    `${PURPOSE}&limit=0`,
    `${PURPOSE}&limit=201`,
    `${PURPOSE}&page=2`,
    `${PURPOSE}&agency[]=x`,
  ])('answers 400 to the query "%s" and says nothing back', async (query) => {
    const answer = await gateway.get(`/v1/cases/${caseId}/timeline?${query}`, COORDINATOR)
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('yesterday')
  })

  it.each([
    [
      'a family that there is not',
      'family=F99',
      '/query/family',
      'One family of event types, by its code: F1 (Behaviour and pattern), F2 (Risk), ',
    ],
    ['an agency that is not registered', 'agency=no-such-agency', '/query/agency', 'No agency with this id is registered here.'],
    ['a name for an agency', 'agency=Norshire Police', '/query/agency', 'One agency, by its id: lower-case letters'],
    ['days the wrong way round', 'from=2024-03-31&to=2024-03-01', '/query/from', 'from must not be after to'],
  ])('answers 400 to %s, names the parameter and what would be right', async (_name, query, pointer, words) => {
    for (const path of [
      `/v1/cases/${caseId}/timeline`,
      '/v1/cases/AAAAAAAAAAAAAAAAAAAAAA/timeline',
      `/v1/cases/${caseId}/timeline/stream`,
    ]) {
      const answer = await gateway.get(`${path}?${PURPOSE}&${query}`, COORDINATOR)
      expect([answer.status, await answer.json()]).toEqual([
        400,
        expect.objectContaining({ errors: [{ pointer, code: expect.any(String), detail: expect.stringContaining(words) }] }),
      ])
    }
  })

  it('takes one day as first and last, and an agency that is registered and in no case', async () => {
    expect((await gateway.get(`/v1/cases/${caseId}/timeline?${PURPOSE}&from=2024-03-01&to=2024-03-01`, COORDINATOR)).status).toBe(200)
    expect((await page('&agency=fixture-evaluator_org')).items).toEqual([])
  })

  it('answers 404 to a cursor that no page gave', async () => {
    const answer = await gateway.get(`/v1/cases/${caseId}/timeline?${PURPOSE}&cursor=AAAA`, COORDINATOR)
    expect([answer.status, await answer.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'unknown-cursor', errors: [expect.objectContaining({ pointer: '/query/cursor' })] }),
    ])
  })

  it('filters by day, family and agency among what is disclosed', async () => {
    const march = await page('&from=2024-03-01&to=2024-03-31')
    expect(march.items.length).toBeGreaterThan(0)
    expect(march.items.every(({ occurred }) => occurred.from.startsWith('2024-03'))).toBe(true)
    const risk = await page('&family=F2')
    expect(new Set(risk.items.map(({ type }) => type.split('.')[0]))).toEqual(new Set(['risk']))
    expect((await page('&agency=oakfield-gp')).items.length).toBeGreaterThan(0)
  })
})
