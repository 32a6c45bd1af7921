import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caseLogOf } from '../../fixtures/case-records.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { plainPolicy } from '../../fixtures/plain-policy.ts'
import { OF_REQUEST } from '../../fixtures/of-request.ts'

const HIDDEN = new Set(['family.encompass-notified', 'behaviour.pattern-observed', 'voice.contact-safety-set', 'risk.rfg-scored'])
const COORDINATOR = 'norshire-coordinator'
const PURPOSE = 'purpose=marac_risk_management'

describe('two cases that differ in hidden events only', () => {
  let gateway: TestGateway
  const ids: Record<'with' | 'without', string> = { with: '', without: '' }

  beforeAll(async () => {
    gateway = await startTestGateway({ policy: plainPolicy(({ type }) => HIDDEN.has(type)) })
    const events = demoEvents('kestrel')
    for (const world of ['with', 'without'] as const) {
      await gateway.place(world === 'with' ? events : events.filter(({ type }) => !HIDDEN.has(type)), caseLogOf(world), 'norshire-marac')
      ids[world] = gateway.reads.caseIds.outside(agencyNamed('norshire-marac'), caseLogOf(world))
    }
  })
  afterAll(async () => {
    await gateway.close()
  })

  /** Status, headers and body of an answer, without what is of this one request or of the case's own id. */
  const answer = async (world: 'with' | 'without', path: string): Promise<unknown> => {
    const response = await gateway.get(`/v1/cases/${ids[world]}${path}`, COORDINATOR)
    const headers = [...response.headers]
      .filter(([name]) => !OF_REQUEST.has(name))
      .map(([name, value]) => [name, name === 'access-record' ? value.length : value])
    const text = (await response.text()).replace(ids[world], 'case')
    const next = (JSON.parse(text) as { next?: string | null }).next
    return { status: response.status, headers, body: typeof next === 'string' ? text.replace(next, String(next.length)) : text }
  }

  it.each([
    `?${PURPOSE}`,
    `/timeline?${PURPOSE}`,
    ...[1, 2, 3, 5, 8, 13].map((limit) => `/timeline?${PURPOSE}&limit=${limit}`),
    `/timeline?${PURPOSE}&family=F9`,
    `/timeline?${PURPOSE}&agency=oakfield-gp`,
    `/timeline?${PURPOSE}&from=2024-02-01&to=2024-03-31`,
  ])('give the same answer to %s', async (path) => {
    expect(await answer('with', path)).toEqual(await answer('without', path))
  })

  it('give the same pages, one after the other', async () => {
    const walk = async (world: 'with' | 'without'): Promise<readonly string[]> => {
      const pages: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const response = await gateway.get(
          `/v1/cases/${ids[world]}/timeline?${PURPOSE}&limit=4${cursor === '' ? '' : `&cursor=${cursor}`}`,
          COORDINATOR,
        )
        const body = (await response.json()) as { items: unknown[]; next: string | null }
        pages.push(JSON.stringify(body.items), String(body.next?.length))
        cursor = body.next
      }
      return pages
    }
    expect(await walk('with')).toEqual(await walk('without'))
  })
})
