import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../infra/clock/clock.ts'
import { createVisitor, hiddenField, signIn } from '../../fixtures/browser-like.ts'
import { caseLogOf } from '../../fixtures/case-records.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'

describe('a visit to the pages', () => {
  let gateway: TestGateway
  let now = systemClock.now()
  beforeAll(async () => {
    gateway = await startTestGateway({ clock: { now: () => now } })
    await gateway.place(demoEvents('kestrel'), caseLogOf('kestrel'), 'norshire-marac')
  })
  afterAll(async () => {
    await gateway.close()
  })

  const reading = async () => {
    const visitor = createVisitor(gateway.origin)
    const choice = await signIn(visitor, 'norshire-coordinator')
    await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: 'marac_risk_management' })
    return visitor
  }

  it('goes from sign-in through the choice of a purpose to a timeline', async () => {
    const visitor = createVisitor(gateway.origin)
    const choice = await signIn(visitor, 'norshire-coordinator')
    expect(choice.url).toBe(`${gateway.origin}/purpose`)
    expect(choice.text).toContain('MARAC risk management')
    expect(choice.text).not.toContain('checked')
    const csrf = hiddenField(choice.text, 'csrf')
    const missing = await visitor.submit('/purpose', { csrf })
    expect([missing.status, missing.text.includes('There is a problem')]).toEqual([400, true])
    const cases = await visitor.submit('/purpose', { csrf, purpose: 'marac_risk_management' })
    expect(cases.url).toBe(`${gateway.origin}/cases`)
    expect(cases.text).toContain('Darren Holt')
    const link = /href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(cases.text)?.[1] ?? ''
    const timeline = await visitor.open(`${link}/timeline`)
    expect(timeline.status).toBe(200)
    for (const words of [
      'Darren Holt, born 14 July 1989',
      'He verbally abused and demanded an account of time and movements from Leanne Marsh',
      'February 2024',
      'This record may be incomplete.',
      'Norshire Police',
      'Purpose: <strong>MARAC risk management</strong>',
    ])
      expect(timeline.text).toContain(words)
    expect(/<title>[^<]*<\/title>/.exec(timeline.text)?.[0]).toBe('<title>Timeline – Throughline</title>')
    expect(timeline.text).not.toMatch(/<script(?! src="\/assets\/)|style=|12:00am|Holt<\/title>/)
  })

  it('pages from newest to oldest and back, and filters', async () => {
    const visitor = await reading()
    const link = `${/href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec((await visitor.open('/cases')).text)?.[1] ?? ''}/timeline`
    const idsOf = (text: string): string[] => [...text.matchAll(/class="tl-event" id="([^"]+)"/g)].map(([, id]) => id ?? '')
    const linkTo = (text: string, rel: string): string =>
      (new RegExp(`href="([^"]+)" rel="${rel}"`).exec(text)?.[1] ?? '').replaceAll('&amp;', '&')
    const all = idsOf((await visitor.open(link)).text)
    const first = await visitor.open(`${link}?limit=10`)
    const second = await visitor.open(`${linkTo(first.text, 'next')}`)
    const back = await visitor.open(`${linkTo(second.text, 'prev')}`)
    expect([...idsOf(first.text), ...idsOf(second.text)]).toEqual(all.slice(0, 20))
    expect(idsOf(back.text)).toEqual(idsOf(first.text))
    const risk = await visitor.open(`${link}?from-day=&from-month=&from-year=&family=F2&agency=`)
    expect(idsOf(risk.text).length).toBeGreaterThan(0)
    expect(idsOf(risk.text).length).toBeLessThan(all.length)
  })

  it('sends one 404 page for what is not there and for what may not be seen', async () => {
    const visitor = await reading()
    const pages = await Promise.all(['/cases/AAAAAAAAAAAAAAAAAAAAAA', '/cases/x', '/nothing'].map((path) => visitor.open(path)))
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1)
  })

  it('ends with sign-out, with 15 minutes without use, and refuses forms without its token or of another site', async () => {
    const visitor = await reading()
    const csrf = hiddenField((await visitor.open('/purpose')).text, 'csrf')
    expect((await visitor.submit('/purpose', { csrf: 'x', purpose: 'marac_risk_management' })).status).toBe(403)
    expect((await visitor.submit('/purpose', { csrf, purpose: 'marac_risk_management' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(
      403,
    )
    const idle = await reading()
    now += 16 * 60_000
    expect((await idle.open('/cases')).url).toBe(`${gateway.origin}/sign-in`)
    const again = await reading()
    const before = new Map(again.cookies)
    const out = await again.submit('/sign-out', { csrf: hiddenField((await again.open('/purpose')).text, 'csrf') })
    expect(out.text).toContain('You are signed out')
    const stale = await fetch(`${gateway.origin}/cases`, { redirect: 'manual', headers: { cookie: `sid=${before.get('sid') ?? ''}` } })
    expect([stale.status, stale.headers.get('location')]).toEqual([303, '/sign-in'])
  })

  it('goes on at its own address when it began under another name of this machine', async () => {
    const other = gateway.origin.replace('127.0.0.1', 'localhost')
    const answer = await fetch(`${other}/sign-in`, { redirect: 'manual', headers: { accept: 'text/html' } })
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `${gateway.origin}/sign-in`])
  })

  it('serves style sheets without government marks, and headers that keep pages out of caches and frames', async () => {
    const css = await (await fetch(`${gateway.origin}/assets/govuk.css`)).text()
    expect(css).not.toMatch(/GDS Transport|crest|@font-face/)
    const page = await fetch(`${gateway.origin}/sign-in`)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(await page.text()).not.toMatch(/GOV\.UK|crown/i)
  })
})
