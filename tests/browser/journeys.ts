import type { Page } from 'playwright-core'

/** Signs in through the bundled provider as a made-up reader and chooses a purpose. */
export async function signIn(page: Page, origin: string, name: string, purpose: string): Promise<void> {
  await page.goto(origin)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('radio', { name: purpose }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** Opens the first case of the list: its overview. */
export async function openFirstCase(page: Page): Promise<void> {
  await page.locator('main a[href^="/cases/"]').first().click()
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
}

/** Opens a page of the case that is open, by its name. */
export async function openCasePage(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages of this case' }).getByRole('link', { name }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Opens the timeline of the first case of the list. */
export async function openTimeline(page: Page): Promise<void> {
  await openFirstCase(page)
  await openCasePage(page, 'Timeline')
}

/** Everything that the page says, in what is closed too. */
export async function wholeTextOf(page: Page): Promise<string> {
  return (await page.getByRole('main').textContent()) ?? ''
}

/** Everything that the page shows. */
export const textOf = (page: Page): Promise<string> => page.getByRole('main').innerText()
