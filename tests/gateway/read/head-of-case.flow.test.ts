import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Person } from '../../../schemas/codec/agency-event.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { caseLogOf } from '../../fixtures/case-records.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'

const COORDINATOR = 'norshire-coordinator'
const PURPOSE = 'marac_risk_management'
/** Of how many events, the newest, only the number is said. */
const BARE = 12

const firstLast = (left: { readonly data: { readonly occurred: { readonly from: string } } }, right: typeof left): number =>
  Date.parse(left.data.occurred.from) - Date.parse(right.data.occurred.from)

describe('the head of a case whose newest events hardly name him', () => {
  let gateway: TestGateway
  const opened: string[] = []
  const all = demoEvents('kestrel').toSorted(firstLast)
  const [first] = all
  beforeAll(async () => {
    gateway = await startTestGateway({
      onOpenPart: (part) => {
        opened.push(part.class)
      },
    })
    const bare = (subject: Person): Person => ({
      ...subject,
      given_name: 'N/K',
      family_name: null,
      birth_date: null,
      identifiers: [{ scheme: 'NOMIS', value: 'A4188BK' }],
    })
    const events = all.map((event, at) =>
      at < all.length - BARE ? event : { ...event, data: { ...event.data, subject: bare(event.data.subject) } },
    )
    await gateway.place(events, caseLogOf('kestrel'), 'norshire-marac')
  })
  afterAll(async () => {
    await gateway.close()
  })

  const visitor = async () => {
    const one = createVisitor(gateway.origin)
    const choice = await signIn(one, COORDINATOR)
    const list = await one.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: PURPOSE })
    return { one, list, link: /href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(list.text)?.[1] ?? '' }
  }

  it('names him, with his birth date and every number that is known, in the list and of the case', async () => {
    const {
      items: [listed],
    } = (await (await gateway.get(`/v1/cases?purpose=${PURPOSE}`, COORDINATOR)).json()) as {
      items: { id: string; subject: Record<string, unknown> }[]
    }
    const one = (await (await gateway.get(`/v1/cases/${listed?.id ?? ''}?purpose=${PURPOSE}`, COORDINATOR)).json()) as {
      subject: Record<string, unknown>
    }
    for (const subject of [listed?.subject, one.subject]) {
      expect(subject).toMatchObject({ given_name: 'Darren', family_name: 'Holt', birth_date: '1989-07-14' })
      expect(subject?.identifiers).toEqual(
        expect.arrayContaining([{ scheme: 'NOMIS', value: 'A4188BK' }, ...(first?.data.subject.identifiers ?? [])]),
      )
    }
  })

  it('opens a few parts of many: those that say something else', async () => {
    opened.length = 0
    await gateway.get(`/v1/cases?purpose=${PURPOSE}`, COORDINATOR)
    expect(new Set(opened)).toEqual(new Set(['PERP_ID']))
    expect(opened.length).toBeLessThan(all.length)
  })

  it('names him on the pages: the list, and a page of the timeline on which no event does', async () => {
    const { one, list, link } = await visitor()
    expect(list.text).toContain('Darren Holt')
    for (const path of [link, `${link}?limit=${String(BARE)}`, `${link}?limit=3`]) {
      const { text } = await one.open(path)
      expect(text).toContain('Darren Holt, born 14 July 1989')
      expect(text).not.toContain('Name not shown')
    }
  })
})
