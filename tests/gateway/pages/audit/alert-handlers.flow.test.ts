import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createVisitor, hiddenField, signIn, type Shown, type Visitor } from '../../../fixtures/browser-like.ts'
import { currentPolicy } from '../../../fixtures/current-policy.ts'
import { startTestGateway, type TestGateway } from '../../../fixtures/gateway.ts'

const REASON = 'I asked the coordinator, who had an old list of cases open, and her manager agrees.'
const SAYS = 'tried several cases that they have no link to'

interface Auditor {
  readonly visitor: Visitor
  readonly csrf: string
}

describe('the pages of alerts', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startTestGateway({ policy: currentPolicy() })
    for (const letter of 'ABC')
      await gateway.get(`/v1/cases/${letter.repeat(22)}/timeline?purpose=marac_risk_management`, 'norshire-coordinator')
  })
  afterAll(async () => {
    await gateway.close()
  })

  const visit = async (person: string, purpose = 'audit'): Promise<Auditor> => {
    const visitor = createVisitor(gateway.origin)
    const csrf = hiddenField((await signIn(visitor, person)).text, 'csrf')
    await visitor.submit('/purpose', { csrf, purpose })
    return { visitor, csrf }
  }
  const alertsOn = ({ text }: Shown): readonly string[] =>
    [...text.matchAll(/href="(\/audit\/alerts\/a-[0-9a-f]+)"/g)].map(([, path]) => path ?? '')
  const actions = async (): Promise<readonly string[]> => {
    const answer = await gateway.get('/v1/access-records?limit=1000', 'auditor')
    const { items } = (await answer.json()) as { readonly items: readonly { readonly action: string; readonly outcome: string }[] }
    return items.map(({ action, outcome }) => `${action} ${outcome}`)
  }

  it('are reached from the first page of an audit, and name the rule and the agency, and nobody', async () => {
    const { visitor } = await visit('auditor')
    expect((await visitor.open('/audit')).text).toContain('href="/audit/alerts"')
    const list = await visitor.open('/audit/alerts')
    expect([list.status, alertsOn(list).length, list.text.includes(SAYS), list.text.includes('1 is open')]).toEqual([200, 1, true, true])
    expect(list.text).not.toContain('norshire-coordinator')
    const alert = await visitor.open(alertsOn(list)[0] ?? '')
    expect([alert.status, alert.text.includes(SAYS), alert.text.includes('Within hours')]).toEqual([200, true, true])
    expect(alert.text).not.toContain('norshire-coordinator')
    expect(await actions()).toEqual(expect.arrayContaining(['alert-list permit', 'alert permit']))
  })

  it('carry to "Why was it allowed?" the record that they are about, and a reason that names the alert', async () => {
    const { visitor } = await visit('auditor')
    const path = alertsOn(await visitor.open('/audit/alerts'))[0] ?? ''
    const ref = path.slice(path.lastIndexOf('/') + 1)
    const { text } = await visitor.open(path)
    const { record } = (await (await gateway.get(`/v1/audit/alerts/${ref}`, 'auditor')).json()) as { readonly record: string }
    expect([text.includes('action="/audit/why"'), hiddenField(text, 'record'), hiddenField(text, 'reason')]).toEqual([
      true,
      record,
      `Alert ${ref}`,
    ])
  })

  it('say what is wrong with a form, keep its words, and close the alert with what came of asking', async () => {
    const { visitor, csrf } = await visit('auditor')
    const path = alertsOn(await visitor.open('/audit/alerts'))[0] ?? ''
    const wrong = await visitor.submit(`${path}/close`, { csrf, reason: 'Short.' })
    expect([wrong.status, wrong.text.includes('There is a problem'), wrong.text.includes('>Short.</textarea>')]).toEqual([400, true, true])
    const closed = await visitor.submit(`${path}/close`, { csrf, outcome: 'in_error', reason: REASON })
    expect([closed.status, closed.url.endsWith(path), closed.text.includes('A mistake, spoken about with the reader')]).toEqual([
      200,
      true,
      true,
    ])
    expect((await visitor.open('/audit/alerts')).text).toContain('0 are open')
    expect(await actions()).toEqual(expect.arrayContaining(['alert-closed invalid-request', 'alert-closed permit']))
  })

  it('are not there for whom they are about, and not for who does not audit', async () => {
    for (const letter of 'DEF') await gateway.get(`/v1/cases/${letter.repeat(22)}/timeline?purpose=audit`, 'auditor')
    const other = alertsOn(await (await visit('auditor-2')).visitor.open('/audit/alerts'))
    const { visitor, csrf } = await visit('auditor')
    const own = alertsOn(await visitor.open('/audit/alerts'))
    const hidden = other.filter((path) => !own.includes(path))
    expect([own.length, hidden.length]).toEqual([1, 1])
    for (const path of hidden) {
      expect((await visitor.open(path)).status).toBe(404)
      expect((await visitor.submit(`${path}/close`, { csrf, outcome: 'in_order', reason: REASON })).status).toBe(404)
    }
    const coordinator = await visit('norshire-coordinator', 'marac_risk_management')
    expect((await coordinator.visitor.open('/audit/alerts')).status).toBe(403)
    expect((await coordinator.visitor.open(own[0] ?? '')).status).toBe(403)
  })
})
