import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { SessionStore } from '../../../../infra/sessions/port.ts'
import { openSqliteSessionStore } from '../../../../infra/sessions/sqlite/store.ts'
import { systemClock } from '../../../../infra/clock/clock.ts'
import { createVisitor, dateFields, hiddenField, signIn, type Shown, type Visitor } from '../../../fixtures/browser-like.ts'
import { currentPolicy } from '../../../fixtures/current-policy.ts'
import { startTestGateway, type TestGateway } from '../../../fixtures/gateway.ts'

const MINUTE = 60_000
const PERSON = 'norshire-social-worker'
const WORDS = 'A neighbour hears screams & a child; officers need to know what he has done before.'
const ESCAPED = WORDS.replace('&', '&amp;')
const FORM = { scheme: 'CRN', value: 'X123456', ...dateFields('birth_date', '1984-03-27'), reason: WORDS }

describe('what is sent when the visit is over', () => {
  let gateway: TestGateway
  let now = systemClock.now()
  const stored: string[] = []
  beforeAll(async () => {
    const store = openSqliteSessionStore(':memory:')
    const sessionStore: SessionStore = {
      ...store,
      add: async (...entry) => {
        stored.push(entry[1])
        await store.add(...entry)
      },
    }
    gateway = await startTestGateway({ clock: { now: () => now }, sessionStore, policy: currentPolicy() })
  })
  afterAll(async () => {
    await gateway.close()
  })

  let visitor: Visitor
  let csrf: string
  const begin = async (person: string, purpose = 'child_safeguarding'): Promise<Shown> => {
    // As when the provider's own session has ended meanwhile.
    for (const name of visitor.cookies.keys()) if (name.startsWith('_')) (visitor.cookies as Map<string, string>).delete(name)
    const choice = await signIn(visitor, person)
    csrf = hiddenField(choice.text, 'csrf')
    return visitor.submit('/purpose', { csrf, purpose })
  }
  beforeEach(async () => {
    visitor = createVisitor(gateway.origin)
    await begin(PERSON)
  })

  it('is in its form again for the same person, on no address, and sealed meanwhile', async () => {
    now += 16 * MINUTE
    const lost = await visitor.submit('/break-glass', { csrf, ...FORM })
    expect([lost.url, lost.text.includes('What you wrote in a form is kept for 15 minutes')]).toEqual([`${gateway.origin}/sign-in`, true])
    expect(lost.text).not.toContain('neighbour')
    const back = await begin(PERSON)
    expect([back.status, back.url]).toEqual([200, `${gateway.origin}/break-glass`])
    for (const part of [`>${ESCAPED}</textarea>`, 'value="X123456"', 'value="27"', 'value="1984"', '<option value="CRN" selected>'])
      expect(back.text).toContain(part)
    expect(stored.join('\n')).not.toMatch(/neighbour|X123456/)
    expect((await visitor.open('/cases')).text).not.toContain('neighbour')
    await visitor.submit('/break-glass', { csrf, ...FORM, reason: 'Short.' })
    expect((await visitor.open('/break-glass')).text).not.toContain('neighbour')
  })

  it('is never shown to another person, and gone when the first comes back after them', async () => {
    now += 16 * MINUTE
    await visitor.submit('/break-glass', { csrf, ...FORM })
    const other = await begin('westmere-social-worker')
    expect(other.url).toBe(`${gateway.origin}/cases`)
    expect((await visitor.open('/break-glass')).text).not.toContain('neighbour')
    await visitor.submit('/sign-out', { csrf })
    expect((await begin(PERSON)).url).toBe(`${gateway.origin}/cases`)
  })

  it('is gone after 15 minutes, and with signing out', async () => {
    now += 16 * MINUTE
    await visitor.submit('/break-glass', { csrf, ...FORM })
    now += 15 * MINUTE + 1
    expect((await begin(PERSON)).url).toBe(`${gateway.origin}/cases`)
    now += 16 * MINUTE
    await visitor.submit('/break-glass', { csrf, ...FORM })
    await begin(PERSON)
    await visitor.submit('/sign-out', { csrf })
    expect((await begin(PERSON)).url).toBe(`${gateway.origin}/cases`)
  })

  it('is not kept where nothing was written, where no form of ours was sent, or another site sent it', async () => {
    now += 16 * MINUTE
    const before = stored.length
    await visitor.submit('/break-glass', { csrf, reason: ' ' })
    await visitor.submit('/break-glass', { csrf: 'x'.repeat(120), ...FORM })
    await visitor.submit('/break-glass', { csrf, ...FORM }, { 'sec-fetch-site': 'cross-site' })
    await visitor.submit('/purpose', { csrf, purpose: 'child_safeguarding' })
    expect(stored.length).toBe(before)
  })

  it('of a visit before, sent in the next one of the same person, is shown again and not acted on', async () => {
    const old = csrf
    now += 16 * MINUTE
    await begin(PERSON)
    const shown = await visitor.submit('/break-glass', { csrf: old, ...FORM })
    expect([shown.status, shown.url, shown.text.includes(ESCAPED)]).toEqual([200, `${gateway.origin}/break-glass`, true])
    await begin('westmere-social-worker')
    expect((await visitor.submit('/break-glass', { csrf: old, ...FORM })).status).toBe(403)
  })

  it('is kept and not acted on where a page says that its time is over, though the visit still lasts', async () => {
    const kept = await visitor.submit('/break-glass', { csrf, ...FORM, 'keep-only': 'yes' })
    expect([kept.status, kept.url, kept.text.includes(ESCAPED)]).toEqual([200, `${gateway.origin}/break-glass`, true])
    expect(kept.text).not.toContain('There is a problem')
  })

  it('is kept, too, while somebody has to sign in again for emergency access', async () => {
    now += 6 * MINUTE
    const asked = await visitor.submit('/break-glass', { csrf, ...FORM })
    expect([asked.status, asked.text.includes('What you wrote is kept.')]).toEqual([401, true])
    const hidden = [...asked.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
    const fields: Readonly<Record<string, string>> = Object.fromEntries(
      hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')] as const),
    )
    for (const name of visitor.cookies.keys()) if (name.startsWith('_')) (visitor.cookies as Map<string, string>).delete(name)
    const picker = await visitor.submit('/sign-in/again', { ...fields, csrf, to: '/break-glass' })
    const back = await visitor.submit(/action="(\/oidc\/interaction\/[^"]+)"/.exec(picker.text)?.[1] ?? '', { person: PERSON })
    expect([back.url, back.text.includes(`>${ESCAPED}</textarea>`)]).toEqual([`${gateway.origin}/break-glass`, true])
  })
})
