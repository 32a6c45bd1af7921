import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { daysAfter } from '../../core/time/calendar.ts'
import { londonDate } from '../../core/time/london.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { accessibilityErrors } from './accessible.ts'
import { startBrowser, type TestBrowser } from './browser.ts'
import { startDemo, type DemoService } from './demo-service.ts'
import { openTimeline, signIn, textOf } from './journeys.ts'

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

const WORKER = 'norshire-csc:norshire-social-worker'
const REASON = 'She was referred on Tuesday and has met this worker, who plans her safety.'

describe('people allocated, in a browser', () => {
  it('a coordinator allocates a worker by a form, without JavaScript, and ends it', async () => {
    const { page, problems } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    await page.getByRole('link', { name: 'People allocated' }).click()
    await page.getByRole('radio').first().check()
    await page.getByLabel('Worker', { exact: true }).fill(WORKER)
    await page.getByLabel('Role').selectOption('social_worker')
    await page.getByLabel('Purpose').selectOption('child_safeguarding')
    const [year = '', month = '', day = ''] = daysAfter(londonDate(systemClock.now()), 30).split('-')
    const until = page.getByRole('group', { name: 'Last day' })
    await until.getByLabel('Day').fill(day)
    await until.getByLabel('Month').fill(month)
    await until.getByLabel('Year').fill(year)
    await page.getByLabel('Why they need the case').fill(REASON)
    await page.getByRole('button', { name: 'Allocate' }).click()
    await page.getByRole('heading', { name: WORKER }).waitFor()
    const section = page.getByRole('region', { name: WORKER })
    await section.getByLabel('Why it ends').fill('She has another worker since this morning, as she asked for.')
    await section.getByRole('button').click()
    await page.getByRole('heading', { name: 'People allocated' }).waitFor()
    expect(await textOf(page)).not.toContain(WORKER)
    expect(problems).toEqual([])
  }, 120_000)

  it('has no violation of accessibility on people allocated, asking for a case, and what is to confirm, with errors and without', async () => {
    const { page } = await browser.open({ javaScript: true })
    const violations: string[] = []
    const look = async (name: string): Promise<void> => {
      violations.push(...(await accessibilityErrors(page)).map((violation) => `${name}: ${violation}`))
    }
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await page.getByRole('link', { name: /^To confirm and compare/ }).click()
    await look('to confirm')
    await page.goto(`${demo.origin}/cases`)
    await openTimeline(page)
    await page.getByRole('link', { name: 'People allocated' }).click()
    await look('people allocated')
    await page.getByRole('button', { name: 'Allocate' }).click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await look('people allocated with an error')
    await page.goto(`${demo.origin}/cases`)
    await page.getByRole('link', { name: 'Ask for a case that names your agency' }).click()
    await look('ask for a case')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await look('ask for a case with an error')
    expect(violations).toEqual([])
  }, 120_000)
})
