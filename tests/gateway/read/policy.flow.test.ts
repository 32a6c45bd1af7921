import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caseLogOf, caseRecordOf } from '../../fixtures/case-records.ts'
import { currentPolicy } from '../../fixtures/current-policy.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { agencyNamed } from '../../fixtures/ids.ts'

const AT = Date.parse('2024-06-10T12:00:00Z')
const PURPOSE = 'purpose=marac_risk_management'

describe('a MARAC coordinator’s read under the policy in force', () => {
  let gateway: TestGateway
  const opened: string[] = []

  beforeAll(async () => {
    gateway = await startTestGateway({
      policy: currentPolicy(),
      clock: { now: () => AT },
      onOpenPart: ({ class: code, form }) => {
        opened.push(`${code} ${form}`)
      },
    })
    const caseLog = caseLogOf('kestrel')
    const records = await Promise.all(
      demoEvents('kestrel')
        .filter(({ time }) => Date.parse(time) <= AT)
        .map((event) => caseRecordOf(gateway.vault, event, caseLog)),
    )
    // The police have referred the case to the MARAC that lists it, under one id.
    const quoting = records.map((record) =>
      record.index.type.startsWith('marac.')
        ? { ...record, index: { ...record.index, proceedings: [{ kind: 'marac', token: 'KM1' }] } }
        : record,
    )
    await gateway.placeRecords(quoting, caseLog, [{ kind: 'agency', value: 'norshire-marac' }])
  })
  afterAll(async () => {
    await gateway.close()
  })

  it('shows the listed case, names its subject, and opens no whereabouts', async () => {
    const cases = (await (await gateway.get(`/v1/cases?${PURPOSE}`, 'norshire-coordinator')).json()) as {
      items: { id: string; subject: { family_name?: string } | null }[]
    }
    expect(cases.items.map(({ subject }) => subject?.family_name)).toEqual(['Holt'])
    const timeline = (await (
      await gateway.get(`/v1/cases/${cases.items[0]?.id ?? ''}/timeline?${PURPOSE}`, 'norshire-coordinator')
    ).json()) as { items: { data: object }[] }
    expect(timeline.items.length).toBeGreaterThan(10)
    expect(opened.filter((part) => part.startsWith('VIC_LOC plain'))).toEqual([])
  })

  it('is the one 404 for a coordinator of another area', async () => {
    const id = gateway.reads.caseIds.outside(agencyNamed('westmere-marac'), caseLogOf('kestrel'))
    expect((await gateway.get(`/v1/cases/${id}/timeline?${PURPOSE}`, 'westmere-coordinator')).status).toBe(404)
  })
})
