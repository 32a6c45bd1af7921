import { describe, expect, it } from '@jest/globals'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { caseLogOf } from '../../fixtures/case-records.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { startTestGateway } from '../../fixtures/gateway.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const PURPOSE = 'purpose=marac_risk_management'

describe('a read that cannot be recorded', () => {
  it('is not shown, by API or page, whether it would be allowed or not', async () => {
    let failing = false
    const gateway = await startTestGateway({
      wrapLog: (log) => ({
        ...log,
        append: async (records) => {
          if (failing) throw new Error('disk')
          return log.append(records)
        },
      }),
    })
    try {
      await gateway.place(demoEvents('kestrel'), caseLogOf('kestrel'), 'norshire-marac')
      const id = gateway.reads.caseIds.outside(agencyNamed('norshire-marac'), caseLogOf('kestrel'))
      const visitor = createVisitor(gateway.origin)
      const choice = await signIn(visitor, 'norshire-coordinator')
      await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'marac_risk_management' })
      failing = true
      for (const [path, as] of [
        [`/v1/cases/${id}/timeline?${PURPOSE}`, 'norshire-coordinator'],
        [`/v1/cases/${id}/pattern?${PURPOSE}`, 'norshire-coordinator'],
        [`/v1/cases?${PURPOSE}`, 'norshire-coordinator'],
        [`/v1/cases/${id}/timeline?${PURPOSE}`, 'norshire-chair'],
        ['/v1/access-records', 'auditor'],
      ] as const) {
        const answer = await gateway.get(path, as)
        expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'not-recorded'])
      }
      const page = await visitor.open(`/cases/${id}`)
      expect([page.status, page.text.includes('record this view so we didn') && !page.text.includes('Holt')]).toEqual([503, true])
    } finally {
      await gateway.close()
    }
  })
})

describe('refused reads', () => {
  it('are on record: without a token, with the wrong role or purpose, of no case, or not as they must be', async () => {
    const gateway = await startTestGateway()
    try {
      await gateway.get(`/v1/cases?${PURPOSE}`)
      await gateway.get('/v1/access-records', 'norshire-coordinator')
      await gateway.get(`/v1/cases?${PURPOSE}`, 'norshire-police')
      await gateway.get('/v1/cases?purpose=bail_decision', 'norshire-coordinator')
      await gateway.get(`/v1/cases/AAAAAAAAAAAAAAAAAAAAAA?${PURPOSE}`, 'norshire-coordinator')
      await gateway.get('/v1/cases', 'norshire-coordinator')
      const records = (await (await gateway.get('/v1/access-records', 'auditor')).json()) as {
        items: { action: string; outcome: string; agency: string }[]
      }
      expect(records.items.map(({ action, outcome, agency }) => [action, outcome, agency])).toEqual([
        ['case-list', 'unauthenticated', ''],
        ['audit-records', 'forbidden', 'norshire-marac'],
        ['case-list', 'forbidden', 'norshire-police'],
        ['case-list', 'deny_role_purpose', 'norshire-marac'],
        ['case', 'not_found', 'norshire-marac'],
        ['case-list', 'invalid-request', 'norshire-marac'],
      ])
      expect((await gateway.eventLog.ranges(ACCESS_LOG))[0]?.end).toBe(7)
    } finally {
      await gateway.close()
    }
  })
})
