import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
]

/** No sandbox, since tests may run as root; nothing but what is asked for goes over the network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // What leads away from the service, such as "Exit this page", ends here.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
]

/** A real Chromium with a profile of its own. */
export interface TestBrowser {
  /** A page of its own context; `problems` collects console errors, policy violations among them. */
  open(options?: { readonly javaScript?: boolean }): Promise<{ readonly page: Page; readonly problems: string[] }>
  close(): Promise<void>
}

/** Starts Chromium. Throws when there is none: a browser test that did not run is a failure. */
export async function startBrowser(): Promise<TestBrowser> {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place))
  if (executablePath === undefined)
    throw new Error('There is no Chromium. npm test installs it on Debian as root; else name one in CHROMIUM.')
  const profile = mkdtempSync(join(tmpdir(), 'throughline-browser-'))
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS, env: { ...process.env, HOME: profile } })
  const contexts: BrowserContext[] = []
  return {
    open: async ({ javaScript = false } = {}) => {
      const context = await browser.newContext({ javaScriptEnabled: javaScript })
      contexts.push(context)
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text())
      })
      page.on('pageerror', (error) => {
        problems.push(error.message)
      })
      return { page, problems }
    },
    close: async () => {
      for (const context of contexts) await context.close()
      await browser.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
