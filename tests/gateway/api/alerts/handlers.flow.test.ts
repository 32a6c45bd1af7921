import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { currentPolicy } from '../../../fixtures/current-policy.ts'
import { startTestGateway, type TestGateway } from '../../../fixtures/gateway.ts'

const PURPOSE = 'purpose=marac_risk_management'
const REASON = 'I asked the coordinator, who had an old list of cases open, and her manager agrees.'

interface Listed {
  readonly items: readonly {
    readonly ref: string
    readonly rule: string
    readonly agency: string
    readonly state: string
    readonly at: string
    readonly severity: string
  }[]
  readonly complete: boolean
  readonly not_run: readonly { readonly rule: string }[]
  readonly next: string | null
}

describe('alerts over HTTP', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startTestGateway({ policy: currentPolicy() })
    for (const letter of 'ABC') await gateway.get(`/v1/cases/${letter.repeat(22)}/timeline?${PURPOSE}`, 'norshire-coordinator')
  })
  afterAll(async () => {
    await gateway.close()
  })

  const list = async (query = '', as = 'auditor'): Promise<Listed> =>
    (await (await gateway.get(`/v1/audit/alerts${query}`, as)).json()) as Listed
  const close = (ref: string, body: unknown, as = 'auditor') =>
    gateway.post(`/v1/audit/alerts/${ref}/close`, as, 'application/json', JSON.stringify(body))

  it('say that somebody tried cases without a link, and neither who nor which', async () => {
    const { items, complete, not_run: notRun } = await list()
    expect(items.map(({ rule, agency, severity, state }) => [rule, agency, severity, state])).toEqual([
      ['R4', 'norshire-marac', 'medium', 'open'],
    ])
    expect([complete, notRun.map(({ rule }) => rule)]).toEqual([true, ['R1', 'R2', 'R3', 'R5', 'R13']])
    expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(['agency', 'at', 'ref', 'rule', 'severity', 'state'])
    expect(items[0]?.at).toMatch(/:00\.000Z$/)
  })

  it('lead to the access record, whose opening is on record, and are closed with words', async () => {
    const [alert] = (await list('?state=open')).items
    const ref = alert?.ref ?? ''
    const whole = (await (await gateway.get(`/v1/audit/alerts/${ref}`, 'auditor')).json()) as { record: string; says: string }
    expect(whole.says).toContain('tried several cases that they have no link to')
    const record = (await (await gateway.get(`/v1/access-records/${whole.record}`, 'auditor')).json()) as {
      outcome: string
      agency: string
    }
    expect([record.outcome, record.agency]).toEqual(['not_found', 'norshire-marac'])
    expect((await close(ref, { outcome: 'in_error', reason: 'Short.' })).status).toBe(400)
    const closed = await close(ref, { outcome: 'in_error', reason: REASON })
    expect(await closed.json()).toMatchObject({
      state: 'closed',
      closed: { outcome: 'in_error', record: closed.headers.get('access-record') },
    })
    expect([(await list('?state=open')).items, (await list('?state=closed')).items.length]).toEqual([[], 1])
    const records = (await (await gateway.get('/v1/access-records?limit=500', 'auditor')).json()) as {
      items: { action: string; outcome: string }[]
    }
    expect(records.items.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      expect.arrayContaining(['alert-list permit', 'alert permit', 'alert-closed invalid-request', 'alert-closed permit']),
    )
  })

  it('are for those who audit, and not about themselves', async () => {
    expect((await gateway.get('/v1/audit/alerts', 'norshire-coordinator')).status).toBe(403)
    expect((await gateway.get('/v1/audit/alerts/a-made-up', 'auditor')).status).toBe(404)
    for (const letter of 'DEF') await gateway.get(`/v1/cases/${letter.repeat(22)}/timeline?purpose=audit`, 'auditor')
    const seen = (await list('?state=open', 'auditor-2')).items.filter(({ agency }) => agency !== 'norshire-marac')
    const own = (await list('?state=open', 'auditor')).items.filter(({ agency }) => agency !== 'norshire-marac')
    expect(own).toEqual([])
    for (const { ref } of seen) {
      expect((await gateway.get(`/v1/audit/alerts/${ref}`, 'auditor')).status).toBe(404)
      expect((await close(ref, { outcome: 'in_order', reason: REASON })).status).toBe(404)
    }
  })

  it('turn pages, and refuse a question that is not as it must be', async () => {
    expect((await gateway.get('/v1/audit/alerts?limit=0', 'auditor')).status).toBe(400)
    expect((await gateway.get('/v1/audit/alerts?state=gone', 'auditor')).status).toBe(400)
    expect((await gateway.get('/v1/audit/alerts?after=made-up', 'auditor')).status).toBe(404)
    const first = await list('?limit=1')
    expect(first.items.length).toBe(1)
  })
})
