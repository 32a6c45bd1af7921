/** npm run pictures: the pages of README.md as their readers see them, from the demo in a real Chromium, into docs/pages/. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { fixtureClock } from '../../fixtures/clock.ts'
import { startBrowser } from '../browser.ts'
import { startDemo } from '../demo-service.ts'
import { openTimeline, signIn } from '../journeys.ts'

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'docs', 'pages')
const SIZE = { width: 1_000, height: 760 }
/** A picture is loaded with the README: none may be larger (bytes). */
const LARGEST = 150_000

/** What each picture shows, and how its reader gets there. */
const PICTURES: Readonly<Record<string, (page: Page, origin: string) => Promise<void>>> = {
  'integrator-catalogue': async (page, origin) => {
    await page.goto(`${origin}/catalogue/behaviour.incident-recorded`)
  },
  'coordinator-timeline': async (page, origin) => {
    await signIn(page, origin, 'Helen Strand', 'MARAC risk management')
    await openTimeline(page)
    await page.locator('.moj-timeline__item, main li article, main h2').first().scrollIntoViewIfNeeded()
  },
  'auditor-policy': async (page, origin) => {
    await page.goto(`${origin}/policy`)
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
