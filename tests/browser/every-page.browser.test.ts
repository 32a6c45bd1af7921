import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page, Response } from 'playwright-core'
import { ROUTES } from '../../gateway/api/routes.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { accessibilityErrors } from './accessible.ts'
import { startBrowser, type TestBrowser } from './browser.ts'
import { startDemo, type DemoService } from './demo-service.ts'
import { begin, JOURNEYS, type Journey } from './pages.ts'
import { htmlErrors } from './valid-html.ts'

const NARROW = 320
const WIDE = { width: 1280, height: 800 }

let demo: DemoService
let browser: TestBrowser
let later = 0
const seen = new Set<string>()

beforeAll(async () => {
  demo = await startDemo({ clock: { now: () => systemClock.now() + later } })
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await demo.close()
}, 120_000)

/** Of what elements a page is made: pages of one making differ in their words alone, and axe looks at one of them. */
const MAKING = `[...new Set([...document.querySelectorAll('*')].map((one) =>
  [one.tagName, one.className, one.getAttribute('role'), one.getAttribute('type')].join(' ')))].sort().join()`
const looked = new Set<string>()

/** What is wrong with the page on the screen: its HTML as it was sent, what axe finds at both widths and in print, and how far it reaches. */
async function lookAt(page: Page, html: string): Promise<readonly string[]> {
  const found = [...(await htmlErrors(html))]
  const making = await page.evaluate<string>(MAKING)
  const isNew = !looked.has(making)
  looked.add(making)
  const note = async (where: string): Promise<void> => {
    if (isNew) found.push(...(await accessibilityErrors(page)).map((one) => `${where}: ${one}`))
  }
  await note('1280')
  await page.emulateMedia({ media: 'print' })
  await note('print')
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width: NARROW, height: 640 })
  await note('320')
  const reaches = await page.evaluate<number>('document.documentElement.scrollWidth')
  if (reaches > NARROW) found.push(`320: reaches ${String(reaches)} px`)
  await page.setViewportSize(WIDE)
  return found
}

async function walk(journey: Journey): Promise<readonly string[]> {
  const { page } = await browser.open({ javaScript: true })
  await page.setViewportSize(WIDE)
  let document: Response | undefined
  page.on('response', (response) => {
    const isAnswer = response.status() < 300 || response.status() >= 400
    if (isAnswer && response.request().isNavigationRequest()) document = response
  })
  const wrong: string[] = []
  const stop = async (name: string): Promise<void> => {
    seen.add(new URL(page.url()).pathname)
    const found = await lookAt(page, (await document?.text()) ?? '')
    wrong.push(...found.map((one) => `${name}: ${one}`))
  }
  await begin(page, demo.origin, journey, stop)
  await journey.go({
    page,
    stop,
    open: async (path, name = path) => {
      await page.goto(`${demo.origin}${path}`)
      await stop(name)
    },
    wait: (time) => {
      later += time
    },
  })
  return wrong
}

describe('every page is valid HTML, accessible at 1280 px, at 320 px and in print, and reaches no further than the screen', () => {
  it.each(JOURNEYS.map((journey, at) => [journey.person ?? 'nobody', at, journey] as const))(
    'for %s (%i)',
    async (_person, _at, journey) => {
      expect(await walk(journey)).toEqual([])
    },
    180_000,
  )

  /** What is no page, leads on at once, or is of one address alone. */
  const NO_PAGES = new Set(['timeline-watch', 'page-home', 'page-sign-in-callback', 'page-asset'])

  it('is looked at', () => {
    const pages = ROUTES.filter(({ method, openTo, action }) => method === 'GET' && (openTo === 'session' || action.startsWith('page-')))
    const unseen = pages.filter(({ path, action }) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:[a-z]+/g, '[^/]+')}$`)
      return !NO_PAGES.has(action) && ![...seen].some((address) => pattern.test(address))
    })
    expect(unseen.map(({ path }) => path)).toEqual([])
  })
})
