/** npm run pictures: pages as their readers see them, from the demo in a real Chromium, into docs/pages/. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { fixtureClock } from '../../fixtures/clock.ts'
import { startBrowser } from '../browser.ts'
import { startDemo } from '../demo-service.ts'
import { openCasePage, openFirstCase, openTimeline, signIn } from '../journeys.ts'

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'docs', 'pages')
const SIZE = { width: 1_280, height: 800 }
/** Pictures are loaded with a page of documents: none may be larger (bytes). */
const LARGEST = 220_000

const MARAC = 'MARAC risk management'
const ofCase =
  (name: string) =>
  async (page: Page, origin: string): Promise<void> => {
    await signIn(page, origin, 'Helen Strand', MARAC)
    await openFirstCase(page)
    if (name !== 'Overview') await openCasePage(page, name)
  }
const asCoordinator =
  (path: string) =>
  async (page: Page, origin: string): Promise<void> => {
    await signIn(page, origin, 'Helen Strand', MARAC)
    await page.goto(`${origin}${path}`)
  }

/** What each picture shows, and how its reader gets there. */
const PICTURES: Readonly<Record<string, (page: Page, origin: string) => Promise<void>>> = {
  'integrator-catalogue': async (page, origin) => {
    await page.goto(`${origin}/catalogue/behaviour.incident-recorded`)
  },
  'auditor-policy': async (page, origin) => {
    await page.goto(`${origin}/policy`)
  },
  'sign-in': async (page, origin) => {
    await page.goto(`${origin}/sign-in`)
  },
  purpose: asCoordinator('/purpose'),
  cases: asCoordinator('/cases'),
  'coordinator-overview': ofCase('Overview'),
  'coordinator-timeline': ofCase('Timeline'),
  'coordinator-timeline-opened': async (page, origin) => {
    await ofCase('Timeline')(page, origin)
    await page.locator('details.tl-event').filter({ hasText: 'strangled' }).locator('summary').click()
    await page.locator('details.tl-event[open]').scrollIntoViewIfNeeded()
  },
  'coordinator-pattern': ofCase('Pattern'),
  'coordinator-risk': ofCase('Risk'),
  'coordinator-voice': ofCase('Voice'),
  'coordinator-sharing': ofCase('Sharing'),
  'coordinator-print': async (page, origin) => {
    await ofCase('Overview')(page, origin)
    await page.getByRole('link', { name: 'Print', exact: true }).click()
  },
  'later-partners-advocate': async (page, origin) => {
    await signIn(page, origin, 'Ruth Amadi', 'Victim safety planning')
    await openTimeline(page)
  },
  'case-manager-warnings': async (page, origin) => {
    await signIn(page, origin, 'Luke Farrow', 'Perpetrator intervention')
    await openFirstCase(page)
  },
  recalls: asCoordinator('/recalls'),
  confirmations: asCoordinator('/confirmations'),
  publications: asCoordinator('/publications'),
  help: async (page, origin) => {
    await page.goto(`${origin}/help`)
  },
}

const demo = await startDemo({ clock: fixtureClock() })
const browser = await startBrowser()
try {
  mkdirSync(FOLDER, { recursive: true })
  for (const [name, open] of Object.entries(PICTURES)) {
    const { page, problems } = await browser.open()
    await page.setViewportSize(SIZE)
    await open(page, demo.origin)
    const path = join(FOLDER, `${name}.png`)
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
    const { size } = statSync(path)
    console.log(`docs/pages/${name}.png, ${String(Math.round(size / 1_000))} kB`)
    if (problems.length > 0 || size > LARGEST) {
      console.error(`${name}: ${[...problems, ...(size > LARGEST ? [`more than ${String(LARGEST / 1_000)} kB`] : [])].join('; ')}`)
      process.exitCode = 1
    }
  }
} finally {
  await browser.close()
  await demo.close()
}
