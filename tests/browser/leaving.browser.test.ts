import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { NEUTRAL_PAGE } from '../../gateway/pages/exit.ts'
import { currentPolicy } from '../fixtures/current-policy.ts'
import { startTestGateway, type TestGateway } from '../fixtures/gateway.ts'
import { startBrowser, type TestBrowser } from './browser.ts'
import { signIn } from './journeys.ts'

const MINUTE = 60_000
const WEATHER = 'It may rain.'

let gateway: TestGateway
let browser: TestBrowser
let now = Date.parse('2026-01-05T13:17:00Z')

beforeAll(async () => {
  gateway = await startTestGateway({ clock: { now: () => now }, policy: currentPolicy() })
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await gateway.close()
}, 120_000)

/** A coordinator on a page with a form, whose way out leads to a page of the test. */
async function visit(javaScript: boolean): Promise<{ readonly page: Page; readonly problems: string[] }> {
  const { page, problems } = await browser.open({ javaScript })
  await page.route(NEUTRAL_PAGE, (route) => route.fulfill({ contentType: 'text/html', body: WEATHER }))
  await page.clock.install({ time: now })
  await signIn(page, gateway.origin, 'Helen Strand', 'MARAC risk management')
  await page.goto(`${gateway.origin}/allocations`)
  return { page, problems }
}

/** The time of the browser and of the service moves on. */
async function pass(page: Page, time: number): Promise<void> {
  now += time
  await page.clock.fastForward(time)
}

const sessionOf = async (page: Page): Promise<string> =>
  (await page.context().cookies(gateway.origin)).find(({ name }) => name === 'sid')?.value ?? ''

/** Whether the service knows a session no more: a browser says that it has left as it leaves, so it is asked again for a while. */
async function isOver(session: string): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    const headers = { cookie: `sid=${session}`, accept: 'text/html' }
    const answer = await fetch(`${gateway.origin}/cases`, { headers, redirect: 'manual' })
    if (answer.headers.get('location') === '/sign-in') return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

describe('Exit this page', () => {
  it('ends the visit and leads away by its button, without JavaScript', async () => {
    const { page } = await visit(false)
    const session = await sessionOf(page)
    // No browser of a test reaches another host: that it goes there is enough.
    const away = page.waitForEvent('requestfailed', (request) => request.url() === NEUTRAL_PAGE)
    await page.getByRole('button', { name: 'Exit this page' }).click({ noWaitAfter: true })
    expect((await away).redirectedFrom()?.url()).toBe(`${gateway.origin}/exit`)
    expect(await isOver(session)).toBe(true)
  }, 120_000)

  it('does so by its button, and by pressing Shift three times, and leaves no way back, with JavaScript', async () => {
    for (const leave of [
      (page: Page) => page.getByRole('button', { name: 'Exit this page' }).click(),
      async (page: Page) => {
        for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift')
      },
    ]) {
      const { page } = await visit(true)
      const session = await sessionOf(page)
      await leave(page)
      await page.getByText(WEATHER).waitFor()
      expect(page.url()).toBe(NEUTRAL_PAGE)
      await page.goBack()
      expect(await page.content()).not.toContain('Helen Strand')
      expect(await isOver(session)).toBe(true)
    }
  }, 120_000)

  it('is not meant by capitals, nor by Shift pressed twice', async () => {
    const { page, problems } = await visit(true)
    await page.getByLabel('Its number').focus()
    for (const key of ['Shift+KeyA', 'Shift+KeyB', 'Shift+KeyC', 'Shift', 'Shift', 'KeyD', 'Shift']) await page.keyboard.press(key)
    expect(await page.getByLabel('Its number').inputValue()).toBe('ABCd')
    expect(page.url()).toBe(`${gateway.origin}/allocations`)
    expect(problems).toEqual([])
  }, 120_000)
})

describe('the end of a visit', () => {
  it('is warned of two minutes before, in words that are read out, and put off by one key', async () => {
    const { page, problems } = await visit(true)
    await pass(page, 12 * MINUTE)
    expect(await page.getByRole('alertdialog').isVisible()).toBe(false)
    await pass(page, MINUTE + 2000)
    const warning = page.getByRole('alertdialog', { name: 'Your visit is about to end' })
    await warning.waitFor()
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Stay signed in')
    const before = await page.locator('[data-visit-ends]').first().innerText()
    await page.keyboard.press('Enter')
    await warning.waitFor({ state: 'hidden' })
    expect(await page.locator('[data-visit-ends]').first().innerText()).not.toBe(before)
    await pass(page, 12 * MINUTE)
    expect(await warning.isVisible()).toBe(false)
    expect(problems).toEqual([])
  }, 120_000)

  it('takes everything off the screen, and what was written is there for the same person', async () => {
    const { page, problems } = await visit(true)
    const words = 'She was referred on Tuesday and has met this worker, who plans her safety.'
    await page.getByLabel('Why they need the case').fill(words)
    await page.getByLabel('Month').fill('3')
    await pass(page, 15 * MINUTE)
    await page.getByRole('heading', { level: 1, name: 'You are signed out' }).waitFor()
    expect(await page.content()).not.toContain('Helen Strand')
    expect(await page.getByRole('main').innerText()).toContain('What you wrote in a form is kept for 15 minutes.')
    now += 1000
    await page.getByRole('link', { name: 'Sign in again' }).click()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: /Helen Strand/ }).click()
    await page.getByRole('radio', { name: 'MARAC risk management' }).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    expect(page.url()).toBe(`${gateway.origin}/allocations`)
    expect(await page.getByLabel('Why they need the case').inputValue()).toBe(words)
    expect(await page.getByLabel('Month').inputValue()).toBe('3')
    expect(problems).toEqual([])
  }, 120_000)

  it('is put off on every page of the visit that is open', async () => {
    const { page } = await visit(true)
    const other = await page.context().newPage()
    await other.goto(`${gateway.origin}/help`)
    await pass(page, 10 * MINUTE)
    await other.goto(`${gateway.origin}/privacy`)
    await pass(page, 4 * MINUTE)
    expect(await page.getByRole('alertdialog').isVisible()).toBe(false)
    expect(page.url()).toBe(`${gateway.origin}/allocations`)
  }, 120_000)
})
