import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import { readFolder } from '../../commands/demo/folder.ts'
import { createSender } from '../../commands/demo/gateway-client.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { startBrowser, type TestBrowser } from './browser.ts'
import { startDemo, type DemoService } from './demo-service.ts'
import { openCasePage, openFirstCase, openTimeline, signIn, textOf, wholeTextOf } from './journeys.ts'

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

/** More stops than any page has before what is looked for. */
const MOST_STOPS = 150

/** Goes to a link by the Tab key alone, and follows it by Enter. */
async function follow(page: Page, name: RegExp): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate<string>("document.activeElement?.textContent?.trim() ?? ''")
    if (name.test(text)) {
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
      return
    }
  }
  throw new Error(`No link ${String(name)} by the keyboard at ${new URL(page.url()).pathname.replace(/[A-Za-z0-9_-]{22}/, 'CASE')}`)
}

/** The questions of a meeting: the links from the list of cases, and what stands there then. */
const QUESTIONS: readonly (readonly [string, readonly RegExp[], readonly RegExp[]])[] = [
  [
    'When did he last breach, and who knew?',
    [/Darren Holt/, /^Pattern$/],
    [/October 2025: No contact, direct or indirect \(Norshire Police\)/, /August 2026: Entered exclusion zone \(Em Field Services\)/],
  ],
  ['Who else has he harmed?', [/Darren Holt/], [/Leanne Marsh/, /Tyler Holt/, /Priya Nair/]],
  ['What is in force tonight?', [/Darren Holt/], [/In custody/, /Restraining order on conviction/, /No contact; Exclusion zone/]],
  [
    'What did she say about this?',
    [/Darren Holt/, /^Voice$/],
    [/Police sought views on his bail conditions/, /She asked that the school be inside the zone/],
  ],
  ['What changed since Tuesday?', [/Darren Holt/, /^New to you in the last 7 days$/], [/New to you since/, /He was recalled to prison/]],
]

describe.each([
  ['by keyboard alone', { javaScript: true, width: 1_280 }],
  ['by keyboard, without JavaScript', { javaScript: false, width: 1_280 }],
  ['by keyboard, without JavaScript, on a screen of 320 px', { javaScript: false, width: 320 }],
])('%s', (_, { javaScript, width }) => {
  it('a coordinator has the answer to each question of the meeting in three steps or fewer from the list of cases', async () => {
    const { page, problems } = await browser.open({ javaScript })
    await page.setViewportSize({ width, height: 800 })
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    for (const [question, links, answers] of QUESTIONS) {
      await page.goto(`${demo.origin}/cases`)
      expect(links.length).toBeLessThanOrEqual(3)
      for (const link of links) await follow(page, link)
      const text = await textOf(page)
      expect([question, answers.filter((answer) => !answer.test(text))]).toEqual([question, []])
      expect([question, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([question, width])
    }
    expect(problems).toEqual([])
  }, 120_000)
})

describe('a case on a screen and on paper', () => {
  it('says on the first screen who he is, what is in force and what changed', async () => {
    const { page } = await browser.open()
    await page.setViewportSize({ width: 1_280, height: 800 })
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openFirstCase(page)
    for (const name of [/Darren Holt, born/, 'In force now', /^New/, 'Whom he harmed']) {
      const box = await page.getByText(name).first().boundingBox()
      expect([String(name), box !== null && box.y + box.height <= 800]).toEqual([String(name), true])
    }
  }, 120_000)

  it('shows 29 events closed in 2,500 px, and opens one to everything', async () => {
    const { page } = await browser.open()
    await page.setViewportSize({ width: 1_280, height: 800 })
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    expect(await page.locator('details.tl-event').count()).toBe(29)
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(2_500)
    const entry = page.locator('details.tl-event').filter({ hasText: 'strangled or suffocated' })
    await entry.locator('summary').click()
    expect(await entry.innerText()).toContain('He put both hands around her neck until she could not breathe')
  }, 120_000)

  it('takes three sheets for the overview and the closed timeline, which say where a print is on record', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openFirstCase(page)
    const sheets = async (): Promise<number> =>
      ((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length
    const overview = await sheets()
    await openCasePage(page, 'Timeline')
    expect(overview + (await sheets())).toBeLessThanOrEqual(3)
    await page.emulateMedia({ media: 'print' })
    expect(await textOf(page)).toContain('To print this case, open its page “Print”')
    await page.goto(page.url().replace('/timeline', ''))
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('main a')].map((link) => getComputedStyle(link, '::after').content).filter((content) => content !== 'none')",
      ),
    ).toEqual([])
  }, 120_000)

  it('is printed with reader, agency, purpose, date and record at the head of each sheet, without addresses', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openFirstCase(page)
    await page.getByRole('link', { name: 'Print' }).click()
    const head = await page.locator('thead').innerText()
    for (const words of [
      /Helen Strand, MARAC coordinator, Norshire MARAC/,
      /MARAC risk management/,
      /20\d\d at \d/,
      /Record [0-9a-f-]{36}/,
    ])
      expect(head).toMatch(words)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('a:visible').count()).toBe(0)
  }, 120_000)
})

describe('filters of a timeline', () => {
  it('are seen while they are on, are taken off one by one, and tell nothing found from an empty case', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    await page.getByText('Filter and search').click()
    await page.getByLabel('Kind of abuse').selectOption({ label: 'Threats' })
    await page.getByLabel('Agency').selectOption({ label: 'Harbour Homes' })
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    expect(await page.locator('details.tl-event').count()).toBe(1)
    await page.getByRole('link', { name: /Remove this filter: Harbour Homes/ }).click()
    expect(await page.locator('details.tl-event').count()).toBe(2)
    await page.goto(`${page.url()}&breach=yes`)
    expect(await textOf(page)).toContain('Nothing that is shown to you matches')
  }, 120_000)

  it('say at the field that a date is none, or that they are the wrong way round', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    const address = page.url()
    await page.goto(`${address}?from-day=31&from-month=2&from-year=2026`)
    expect(await textOf(page)).toContain('From must be a real date')
    await page.goto(`${address}?from-day=2&from-month=2&from-year=2026&to-day=1&to-month=2&to-year=2026`)
    expect(await textOf(page)).toContain('From must be the same as or before To')
  }, 120_000)

  it('finds words in what is shown, and puts them in no address', async () => {
    const { page } = await browser.open()
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    await page.getByText('Filter and search').click()
    await page.getByLabel('Words in what is shown').fill('kitchen door')
    await page.getByRole('button', { name: 'Search' }).click()
    expect(await page.locator('details.tl-event').count()).toBe(1)
    expect(page.url()).not.toContain('kitchen')
  }, 120_000)
})

describe('an open page', () => {
  it('shows a new event without being asked, and keeps what was open', async () => {
    const { page, problems } = await browser.open({ javaScript: true })
    await signIn(page, demo.origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    await page.locator('details.tl-event summary').first().click()
    const first = await page.locator('details.tl-event').first().getAttribute('id')
    const [kestrel] = readFolder(DEMO_FOLDER, { only: ['KESTREL'] }).chronologies
    const incident = kestrel?.events.find(({ type }) => type === 'behaviour.incident-recorded')
    if (incident === undefined) throw new Error('KESTREL has no incident.')
    const id = randomUUID()
    const token = async (agency: string): Promise<string> => (await demo.identity.issueToken?.({ as: agency })) ?? ''
    await createSender({ url: demo.origin, token }).send({
      ...incident,
      id,
      data: { ...incident.data, agency_record_ref: `LIVE-${id.slice(0, 8)}` },
    })
    await page.locator('details.tl-event').nth(29).waitFor({ timeout: 20_000 })
    expect(await page.locator(`details[id="${first ?? ''}"]`).getAttribute('open')).toBe('')
    expect(await textOf(page)).toContain('This page has changed, and is up to date now.')
    expect(problems).toEqual([])
  }, 120_000)

  it('shows nothing of the case any more once its reader is barred from it', async () => {
    const { page } = await browser.open({ javaScript: true })
    await signIn(page, demo.origin, 'Gwen Lister', 'Child safeguarding')
    await openTimeline(page)
    expect(await wholeTextOf(page)).toContain('Tyler')
    const [kestrel] = readFolder(DEMO_FOLDER, { only: ['KESTREL'] }).chronologies
    const incident = kestrel?.events.find(({ type }) => type === 'behaviour.incident-recorded')
    if (incident === undefined) throw new Error('KESTREL has no incident.')
    const token = async (agency: string): Promise<string> => (await demo.identity.issueToken?.({ as: agency })) ?? ''
    await createSender({ url: demo.origin, token }).send({
      ...incident,
      id: randomUUID(),
      type: 'case.access-blocked',
      data: {
        ...incident.data,
        agency_record_ref: 'LIVE-BLOCK',
        details: {
          case_id: 'C1',
          blocked_kind: 'user',
          blocked_ref: 'norshire-csc:norshire-social-worker',
          reason: 'related_to_party',
          from_on: new Date(systemClock.now()).toISOString(),
          requested_by: 'Duty inspector',
          shown_to_user_as: 'not found',
        },
      },
    })
    await page.getByRole('heading', { name: 'Page not found' }).waitFor({ timeout: 20_000 })
    expect(await wholeTextOf(page)).not.toMatch(/Tyler|Holt|Norshire Police/)
  }, 120_000)
})
