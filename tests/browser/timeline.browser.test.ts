import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../infra/clock/clock.ts'
import { accessibilityErrors } from './accessible.ts'
import { startBrowser, type TestBrowser } from './browser.ts'
import { startDemo, type DemoService } from './demo-service.ts'
import { openTimeline, signIn, textOf, wholeTextOf } from './journeys.ts'

let demo: DemoService
let browser: TestBrowser

beforeAll(async () => {
  demo = await startDemo({ clock: systemClock })
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await demo.close()
}, 120_000)

const NOTICE = 'This record may be incomplete. Agencies hold back information when sharing it would not be lawful, necessary or safe.'

describe('the case timeline in a browser without JavaScript', () => {
  it('shows a coordinator the pattern, newest first, with the constant notice and no console error', async () => {
    const { page, problems } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    const text = await wholeTextOf(page)
    expect(text).toContain(NOTICE)
    expect(text.indexOf('He was recalled to prison')).toBeGreaterThan(0)
    expect(text.indexOf('He was recalled to prison')).toBeLessThan(text.indexOf('Shouted at Leanne'))
    expect(text).toContain('Recorded late')
    expect(await page.title()).not.toMatch(/Holt|Darren/)
    expect(problems).toEqual([])
  }, 120_000)

  it('shows a later partner’s advocate the earlier pattern without names, words or days', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Ruth Amadi', 'Victim safety planning')
    await openTimeline(page)
    const text = await wholeTextOf(page)
    expect(text).toContain('reduced form')
    expect(text).not.toMatch(/Leanne|Tyler|Marsh/)
  }, 120_000)

  it('shows a perpetrator’s case manager no whereabouts, source or words of hers', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Luke Farrow', 'Perpetrator intervention')
    await openTimeline(page)
    const text = await wholeTextOf(page)
    expect(text).not.toMatch(/safe contact|neighbour at|supports with changes/i)
  }, 120_000)

  it('filters by agency and by date through a form', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    await page.getByText('Filter and search').click()
    await page.getByLabel('Agency').selectOption({ label: 'Harbour Homes' })
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const text = await wholeTextOf(page)
    expect(text).toContain('kicked through the kitchen door')
    expect(text).not.toContain('He was recalled to prison')
  }, 120_000)

  it('answers a case of another agency’s address, a made-up one and a blocked one with the one 404', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    const address = page.url()
    const other = await browser.open()
    await signIn(other.page, demo.origin, 'Omar Castell', 'MARAC risk management')
    const copied = await other.page.goto(address)
    // Beside the time at which the visit ends.
    const said = async (): Promise<string> => (await other.page.content()).replaceAll(/data-visit-ends="">[^<]*|data-seconds="\d+"/g, '')
    const copiedText = await said()
    const made = await other.page.goto(address.replace(/cases\/[^/]+/, 'cases/AAAAAAAAAAAAAAAAAAAAAA'))
    expect([copied?.status(), made?.status()]).toEqual([404, 404])
    expect(await said()).toBe(copiedText)
  }, 120_000)

  it('signs out: the timeline is gone from the session and from the way back', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    const address = page.url()
    await page
      .getByRole('button', { name: 'Sign out' })
      .or(page.getByRole('link', { name: 'Sign out' }))
      .click()
    await page.goto(address)
    expect(await page.content()).not.toContain('Darren')
  }, 120_000)
})

describe('accessibility', () => {
  it('finds no violation on sign-in, who you are, purpose, cases and timeline', async () => {
    const { page } = await browser.open({ javaScript: true })
    const violations: string[] = []
    const look = async (name: string): Promise<void> => {
      violations.push(...(await accessibilityErrors(page)).map((violation) => `${name}: ${violation}`))
    }
    await page.goto(`${demo.origin}/catalogue`)
    await look('catalogue')
    await page.getByRole('link', { name: 'behaviour.incident-recorded' }).click()
    await look('event type')
    await page.goto(`${demo.origin}/policy`)
    await page.getByLabel('Role', { exact: true }).selectOption('social_worker')
    await page.getByRole('button', { name: 'Show' }).click()
    expect(await textOf(page)).toContain('Reduced; with approval: as said')
    await look('who gets what')
    await page.goto(demo.origin)
    await look('sign in')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await look('who you are')
    await page.getByRole('button', { name: /Helen Strand/ }).click()
    await look('purpose')
    await page.getByRole('radio', { name: 'MARAC risk management' }).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await look('cases')
    await openTimeline(page)
    await look('timeline')
    await page.locator('details.tl-event summary').first().click()
    await look('timeline with an entry that is open')
    await page
      .getByRole('link', { name: /^Why you see this/ })
      .first()
      .click()
    const why = await textOf(page)
    expect(why).toContain('withdrew an earlier event')
    expect(why).toContain('You see this as MARAC coordinator of Norshire MARAC, for MARAC risk management')
    await look('why you see this')
    await page.getByRole('link', { name: 'Back to the timeline' }).click()
    await page.getByRole('link', { name: 'Emergency access' }).click()
    await look('emergency access')
    await page.getByRole('button', { name: 'Open emergency access' }).click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await look('emergency access with an error')
    await page.getByRole('textbox').fill('A neighbour hears screams and a child; officers need to know what he has done before.')
    await page.getByRole('button', { name: 'Open emergency access' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await signIn(page, demo.origin, 'Ian Mercer', 'MARAC risk management')
    await page.getByRole('link', { name: 'Emergency access to review' }).click()
    expect(await textOf(page)).toContain('A neighbour hears screams')
    await look('reviews')
    await page.getByRole('link', { name: 'Reviews that are closed' }).click()
    await look('reviews that are closed')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await signIn(page, demo.origin, 'Morwen Hart', 'Audit')
    await page.getByRole('link', { name: 'Emergency access to review' }).click()
    await page.getByText('They ask to open it again').click()
    await look('reviews of another agency')
    expect(violations).toEqual([])
  }, 120_000)
})

describe('npm start', () => {
  it('prints the address, whom to sign in as and a curl line, and adds nothing twice', async () => {
    const guide = demo.printed.join('\n')
    expect(guide).toContain(demo.origin)
    expect(guide).toMatch(/Helen Strand/)
    expect(guide).toMatch(/curl -si/)
    const { loadDemo } = await import('../../commands/demo/demo.ts')
    const again: string[] = []
    await loadDemo(demo, (line) => {
      again.push(line)
    })
    expect(again.join('\n')).toContain('0 events accepted, 60 were there already')
  }, 120_000)
})
