import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { NEUTRAL_PAGE } from '../../../gateway/pages/exit.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { currentPolicy } from '../../fixtures/current-policy.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'

const MINUTE = 60_000

describe('the frame of every page', () => {
  let gateway: TestGateway
  const begun = Date.parse('2026-01-05T13:17:00Z')
  let now = begun
  beforeAll(async () => {
    gateway = await startTestGateway({ clock: { now: () => now }, policy: currentPolicy() })
  })
  afterAll(async () => {
    await gateway.close()
  })

  const visit = async (person: string, purpose: string) => {
    const visitor = createVisitor(gateway.origin)
    const csrf = hiddenField((await signIn(visitor, person)).text, 'csrf')
    await visitor.submit('/purpose', { csrf, purpose })
    return { visitor, csrf }
  }
  /** A post as it is answered, where nothing is followed: no test asks anything of another host. */
  const post = (
    path: string,
    cookies: ReadonlyMap<string, string>,
    fields: Readonly<Record<string, string>>,
    headers = {},
  ): Promise<Response> =>
    fetch(`${gateway.origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
      headers: { accept: 'text/html', cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...headers },
    })

  it('says who reads, as what, of which agency, for what, and when the visit ends; with ways on, out and away', async () => {
    now = begun
    const { visitor } = await visit('norshire-coordinator', 'marac_risk_management')
    const paths = [
      '/cases',
      '/purpose',
      '/publications',
      '/catalogue',
      '/catalogue/fields',
      '/policy',
      '/problems',
      '/privacy',
      '/help',
      '/nothing',
      '/cases/x',
      '/cases/x?from=y',
      '/sign-in',
    ]
    for (const path of paths) {
      const { text } = await visitor.open(path)
      for (const words of [
        '<strong>Helen Strand</strong>, MARAC coordinator, Norshire MARAC',
        'Purpose: <strong>MARAC risk management</strong>',
        'Your visit ends at <span data-visit-ends>1:32pm</span> if you do nothing',
        'href="/cases">Cases</a>',
        'action="/sign-out"',
        'action="/exit"',
        'href="/accessibility"',
      ])
        expect([path, words, text.includes(words)]).toEqual([path, words, true])
    }
  })

  it('ends the visit of a screen that was left, though its page brings itself up to date', async () => {
    now = begun
    const { visitor } = await visit('norshire-coordinator', 'marac_risk_management')
    const byItself = (headers: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${gateway.origin}/cases`, {
        redirect: 'manual',
        headers: { cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...headers },
      })
    now += 10 * MINUTE
    expect([(await byItself({ 'sec-fetch-dest': 'empty' })).status, (await byItself({ accept: 'text/event-stream' })).status]).toEqual([
      200, 200,
    ])
    now += 6 * MINUTE
    expect((await byItself({ 'sec-fetch-dest': 'empty' })).status).toBe(303)
    expect((await visitor.open('/cases')).url).toBe(`${gateway.origin}/sign-in`)
  })

  it('has for nobody neither header nor script, and the footer', async () => {
    for (const path of ['/sign-in', '/help', '/catalogue', '/nothing', '/signed-out']) {
      const { text } = await createVisitor(gateway.origin).open(path)
      expect([path, /tl-visit|<script|action="\/exit"/.test(text), text.includes('href="/privacy"')]).toEqual([path, false, true])
    }
  })

  it('stays on a refusal of a form, and shows each part that is wrong with its field', async () => {
    const { visitor, csrf } = await visit('norshire-coordinator', 'marac_risk_management')
    const refused = await visitor.submit('/purpose', { csrf: 'x', purpose: 'marac_risk_management' })
    expect([refused.status, refused.text.includes('Helen Strand')]).toEqual([403, true])
    const wrong = await visitor.submit('/recalls/x', { csrf, acted: 'perhaps' })
    expect([wrong.status, wrong.text.includes('See errors')]).toEqual([400, false])
    expect(wrong.text).toMatch(/<dt class="govuk-summary-list__key">Acted<\/dt><dd[^>]*>[^<]+<\/dd>/)
  })

  it('ends with fifteen minutes without use, and at the latest eight hours after signing in, and says so', async () => {
    now = begun
    const { visitor, csrf } = await visit('norshire-coordinator', 'marac_risk_management')
    for (let minutes = 10; minutes <= 7 * 60 + 50; minutes += 10) {
      now = begun + minutes * MINUTE
      await visitor.open('/help')
    }
    const page = await visitor.open('/help')
    expect(page.text).toContain('Your visit ends at <span data-visit-ends>9:17pm</span>, eight hours after you signed in')
    const stay = await post('/stay', visitor.cookies, { csrf })
    expect(await stay.json()).toEqual({ ends: '9:17pm', seconds: 600, last: true })
    now = begun + 20 * MINUTE
    const other = await visit('norshire-chair', 'marac_risk_management')
    now += 10 * MINUTE
    expect(await (await post('/stay', other.visitor.cookies, { csrf: other.csrf })).json()).toEqual({
      ends: '2:02pm',
      seconds: 900,
      last: false,
    })
    expect((await post('/stay', other.visitor.cookies, { csrf: 'x' })).status).toBe(403)
  })

  it('leads away by a form that ends the visit, whatever there is to say against it', async () => {
    const { visitor, csrf } = await visit('norshire-coordinator', 'marac_risk_management')
    const cookies = new Map(visitor.cookies)
    const away = async (fields: Readonly<Record<string, string>>, headers = {}) => {
      const answer = await post('/exit', cookies, fields, headers)
      expect([answer.status, answer.headers.get('location')]).toEqual([303, NEUTRAL_PAGE])
      return answer
    }
    await away({ csrf: 'x' })
    await away({ csrf }, { 'sec-fetch-site': 'cross-site' })
    expect((await visitor.open('/cases')).status).toBe(200)
    const gone = await away({ csrf })
    expect(gone.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"')
    expect((await visitor.open('/cases')).url).toBe(`${gateway.origin}/sign-in`)
    await away({ csrf })
    const { headers } = await fetch(`${gateway.origin}/help`)
    expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${new URL(NEUTRAL_PAGE).origin}`)
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  it('gives somebody without a purpose a way on', async () => {
    const visitor = createVisitor(gateway.origin)
    const { text } = await signIn(visitor, 'admin')
    for (const words of ['Your role does not read timelines', 'action="/sign-out"', 'href="/catalogue"', 'href="/contact"', 'Nils Berg'])
      expect([words, text.includes(words)]).toEqual([words, true])
    expect(text).not.toContain('>Cases</a>')
  })

  it('leads to cases for every purpose that is read on the screen, and for no other', async () => {
    const policy = currentPolicy()
    const people = [
      ...new Map([
        ['evaluator', 'evaluator'],
        ['dpo', 'dpo'],
        ['norshire-coordinator', 'marac_coordinator'],
        ['auditor', 'auditor'],
      ] as const),
    ]
    for (const [person, role] of people) {
      for (const purpose of policy.purposesOf(role)) {
        const { visitor } = await visit(person, purpose)
        const { status, text } = await visitor.open('/cases')
        expect([role, purpose, text.includes('>Cases</a>')]).toEqual([role, purpose, status === 200])
      }
    }
  })

  it('says who runs the service; whom to ring to those who are signed in', async () => {
    const asked = await createVisitor(gateway.origin).open('/contact')
    expect(asked.text).toContain('runs it for the agencies that share through it')
  })
})
