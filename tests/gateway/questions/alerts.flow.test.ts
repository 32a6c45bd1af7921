import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createAskedAlerts, type AskedAlerts } from '../../../gateway/questions/alerts.ts'
import type { ReaderCredential } from '../../../gateway/identity/credential.ts'
import { currentPolicy } from '../../fixtures/current-policy.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const OFFICER: ReaderCredential = {
  kind: 'reader',
  id: 'norshire-dpo',
  name: 'Nia Vale',
  role: 'dpo',
  agency: agencyNamed('norshire-police'),
}
const CLOSING = { ref: 'a-made-up', outcome: 'in_order', reason: 'I asked her manager, who knew of it and had asked her to.' } as const

describe('asking for alerts without a right to audit', () => {
  let gateway: TestGateway
  let alerts: AskedAlerts
  beforeAll(async () => {
    gateway = await startTestGateway({ policy: currentPolicy() })
    const nothing = { alerts: [], records: 0 }
    alerts = createAskedAlerts({
      reads: gateway.reads,
      watch: { upToNow: () => Promise.resolve(nothing), soFar: () => nothing },
      has: new Set(),
      mayAudit: () => Promise.resolve(false),
    })
  })
  afterAll(async () => {
    await gateway.close()
  })

  it.each([
    ['alert-list', () => alerts.list(OFFICER, {})],
    ['alert', () => alerts.look(OFFICER, CLOSING.ref)],
    ['alert-closed', () => alerts.close(OFFICER, CLOSING)],
  ])('is refused and on record: %s', async (action, ask) => {
    await expect(ask()).rejects.toMatchObject({ code: 'not-oversight' })
    const answer = await gateway.get('/v1/access-records?limit=1000', 'auditor')
    const { items } = (await answer.json()) as { readonly items: readonly { readonly action: string; readonly outcome: string }[] }
    expect(items.filter((one) => one.action === action).map(({ outcome }) => outcome)).toEqual(['not-oversight'])
  })
})
