import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { systemClock } from '../../infra/clock/clock.ts'
import { startBrowser, type TestBrowser } from './browser.ts'
import { startDemo, type DemoService } from './demo-service.ts'
import { openCasePage, openFirstCase, openTimeline, signIn, textOf } from './journeys.ts'

const REASON = 'A complaint that he knew where she lives.'
const READ = /Reads, the newest first/

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

async function visit<T>(person: string, purpose: string, what: (page: Page) => Promise<T>): Promise<T> {
  const { page } = await browser.open({ javaScript: false })
  await signIn(page, demo.origin, person, purpose)
  return what(page)
}

/** A date in the three fields of a group. */
async function fillDate(page: Page, legend: string, at: Date): Promise<void> {
  const group = page.getByRole('group', { name: legend, exact: true })
  await group.getByLabel('Day').fill(String(at.getUTCDate()))
  await group.getByLabel('Month').fill(String(at.getUTCMonth() + 1))
  await group.getByLabel('Year').fill(String(at.getUTCFullYear()))
}

const DAY = 24 * 60 * 60 * 1000

describe("the auditor's day", () => {
  it('tells in four steps who saw where Leanne Marsh lives last month, and why it was allowed', async () => {
    await visit('Dana Whitlock', 'Victim safety planning', openTimeline)
    await visit('Alan Rook', 'Audit', async (page) => {
      const today = new Date(systemClock.now())
      // 1
      await page.getByRole('link', { name: 'Who saw a person, and what' }).click()
      // 2
      await page.getByLabel('Given name').fill('Leanne')
      await page.getByLabel('Family name').fill('Marsh')
      await page.getByLabel('What of theirs').selectOption('VIC_LOC')
      await fillDate(page, 'From', new Date(today.getTime() - 31 * DAY))
      await fillDate(page, 'Until and with', new Date(today.getTime() + DAY))
      await page.getByLabel('Why you ask').fill(REASON)
      // 3
      await page.getByRole('button', { name: 'Show who saw them' }).click()
      await page.getByText(READ).first().waitFor()
      const seen = await textOf(page)
      expect(seen).toMatch(/1 read by 1 person of 1 agency|[0-9]+ reads by/)
      expect(seen).toContain('norshire-idva')
      expect(seen).toContain('Where a harmed person or child lives')
      // 4
      await page
        .getByRole('button', { name: /^Why was it allowed/ })
        .first()
        .click()
      const why = await textOf(page)
      expect(why).toContain('Why it was allowed')
      expect(why).toContain('The policies, by name')
      expect(why).toContain('The same came out')
      expect(new URL(page.url()).search).toBe('')
    })
  }, 120_000)

  it('keeps what one asks about out of addresses, and says what is wrong at the field', async () => {
    await visit('Alan Rook', 'Audit', async (page) => {
      await page.goto(`${demo.origin}/audit/who-saw`)
      await page.getByRole('button', { name: 'Show who saw them' }).click()
      expect(await textOf(page)).toContain('Say why you ask')
      await page.getByLabel('Family name').fill('Marsh')
      await page.getByLabel('Why you ask').fill('Too short')
      await page.getByRole('button', { name: 'Show who saw them' }).click()
      expect(await page.getByLabel('Family name').inputValue()).toBe('Marsh')
      expect(page.url()).toBe(`${demo.origin}/audit/who-saw`)
    })
  }, 120_000)

  it('tells another auditor, and not oneself, what an auditor asked', async () => {
    const ask = (page: Page, staff: string): Promise<void> =>
      page
        .goto(`${demo.origin}/audit/seen-by`)
        .then(() => page.getByLabel('Agency and sign-in of the person').fill(staff))
        .then(() => page.getByLabel('Why you ask').fill(REASON))
        .then(() => page.getByRole('button', { name: 'Show what they saw' }).click())
    await visit('Alan Rook', 'Audit', async (page) => {
      await ask(page, 'throughline-operator:auditor')
      expect(await textOf(page)).toContain('Nobody audits what they read themselves')
    })
    await visit('Bea Stone', 'Audit', async (page) => {
      await ask(page, 'throughline-operator:auditor')
      expect(await textOf(page)).toContain('asked who saw somebody')
    })
  }, 120_000)

  it('leads from an alert to who it was and why, and closes it with what came of asking', async () => {
    await visit('Gwen Lister', 'Child safeguarding', async (page) => {
      await openFirstCase(page)
      await page.getByRole('link', { name: 'Emergency access' }).click()
      await page.getByRole('textbox').fill('A neighbour hears screams and a child; she needs to know what he has done before.')
      await page.getByRole('button', { name: 'Open emergency access' }).click()
      await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
    })
    await visit('Alan Rook', 'Audit', async (page) => {
      await page.getByRole('link', { name: 'Alerts', exact: true }).click()
      const list = await textOf(page)
      expect(list).toContain('A reader opened emergency access')
      expect(list).not.toContain('social-worker')
      await page.getByRole('link', { name: /^a-/ }).first().click()
      const alert = page.url()
      await page.getByRole('button', { name: /^Why was it allowed/ }).click()
      expect(await textOf(page)).toContain('social-worker')
      await page.goto(alert)
      await page.getByRole('button', { name: 'Close the alert' }).click()
      expect(await textOf(page)).toContain('There is a problem')
      await page.getByRole('radio', { name: 'Asked about, and in order' }).check()
      await page.getByRole('textbox').fill('Her manager says that the neighbour rang, and that she went there with officers.')
      await page.getByRole('button', { name: 'Close the alert' }).click()
      expect(page.url()).toBe(alert)
      expect(await textOf(page)).toContain('Closed last')
    })
  }, 120_000)

  it('tells who coordinates a case how often it was read, by agency, role and day, and names nobody', async () => {
    await visit('Helen Strand', 'MARAC risk management', async (page) => {
      await openFirstCase(page)
      await openCasePage(page, 'Sharing')
      await page.getByRole('link', { name: 'Who read this case' }).click()
      await page.getByRole('heading', { level: 1, name: 'Who read this case' }).waitFor()
      const readers = await textOf(page)
      expect(readers).toContain('MARAC coordinator')
      expect(readers).not.toContain('norshire-coordinator')
      await page.getByRole('group', { name: 'From', exact: true }).getByLabel('Day').fill('31')
      await page.getByRole('button', { name: 'Show' }).click()
      expect(await textOf(page)).toContain('From must include a month and a year')
    })
    await visit('Dana Whitlock', 'Victim safety planning', async (page) => {
      await openFirstCase(page)
      await openCasePage(page, 'Sharing')
      expect(await page.getByRole('link', { name: 'Who read this case' }).count()).toBe(0)
      expect((await page.goto(page.url().replace('/sharing', '/readers')))?.status()).toBe(403)
    })
  }, 120_000)

  it('shows the data protection officer the same questions, and a coordinator none of them', async () => {
    await visit('Morwen Hart', 'Audit', async (page) => {
      await page.getByRole('link', { name: 'The history of emergency access' }).click()
      await page.getByLabel('Why you ask').fill('The monthly look.')
      await page.getByRole('button', { name: 'Show' }).click()
      expect(await textOf(page)).toContain('The history of emergency access')
      await page.getByRole('link', { name: 'Audit', exact: true }).first().click()
      await page.getByRole('link', { name: 'Who read what was withdrawn since' }).click()
      await page.getByLabel('Why you ask').fill('The monthly look.')
      await page.getByRole('button', { name: 'Show' }).click()
      expect(await textOf(page)).toContain('Who read what was withdrawn since')
    })
    await visit('Helen Strand', 'MARAC risk management', async (page) => {
      const answer = await page.goto(`${demo.origin}/audit/who-saw`)
      expect(answer?.status()).toBe(403)
    })
  }, 120_000)
})
