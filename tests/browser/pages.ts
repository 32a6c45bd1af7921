import type { Page } from 'playwright-core'
import { openFirstCase, signIn } from './journeys.ts'

/** Where a journey stops: what is on the screen is looked at there, under this name. */
export type Stop = (name: string) => Promise<void>

/** One person's way through their pages. */
export interface Journey {
  /** Who it is, as the sign-in has them; undefined: nobody is signed in. */
  readonly person?: string
  readonly purpose?: string
  readonly go: (walk: Walk) => Promise<void>
}

export interface Walk {
  readonly page: Page
  /** Opens an address of the service and stops there. */
  readonly open: (path: string, name?: string) => Promise<void>
  readonly stop: Stop
  /** Moves the clock of the service on, milliseconds. */
  readonly wait: (time: number) => void
}

const MINUTE = 60_000
const TOO_SHORT = 'Because.'

/** Every page that people of the demonstration reach, with its errors. A page that is added to the service is added here: a test counts. */
export const JOURNEYS: readonly Journey[] = [
  {
    go: async ({ page, open, stop }) => {
      for (const path of ['/help', '/contact', '/privacy', '/accessibility', '/signed-out', '/policy?role=social_worker']) await open(path)
      for (const path of ['/catalogue', '/catalogue?q=noise', '/catalogue?q=zzzz', '/catalogue/behaviour.incident-recorded'])
        await open(path)
      for (const path of ['/catalogue/fields', '/catalogue/classes', '/catalogue/code-lists/tactic']) await open(path)
      for (const path of ['/problems', '/problems/not-found', '/nothing', '/signed-in?state=none']) await open(path)
      await open('/sign-in')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { level: 1, name: 'Choose who you are' }).waitFor()
      await stop('who you are')
    },
  },
  {
    person: 'Helen Strand',
    purpose: 'MARAC risk management',
    go: async ({ page, open, stop, wait }) => {
      await stop('cases')
      await openFirstCase(page)
      await stop('overview')
      const timeline = new URL(page.url()).pathname
      await open(`${timeline}/timeline?family=F2`)
      await page.locator('details.tl-event summary').first().click()
      await page
        .getByRole('link', { name: /^Why you see this/ })
        .first()
        .click()
      await stop('why you see this')
      await open(`${timeline}/allocations`)
      await page.getByRole('button', { name: 'Allocate' }).click()
      await stop('allocations with errors')
      await open('/allocations')
      await page.getByRole('button', { name: 'Ask', exact: true }).click()
      await stop('ask for a case, with errors')
      await page.getByRole('button', { name: 'Look at it' }).click()
      await stop('approve, with an error')
      await open('/confirmations')
      for (const path of ['/recalls', '/publications', '/reviews', '/purpose', '/nothing', '/contact', '/help', '/catalogue'])
        await open(path)
      await open(`${timeline}/timeline?from-day=31&from-month=2&from-year=2026`)
      await open('/harm-reviews')
      await open(`${timeline}/break-glass`)
      await page.getByRole('button', { name: 'Open emergency access' }).click()
      await stop('emergency access with an error')
      wait(6 * MINUTE)
      await open(`${timeline}/break-glass`, 'sign in again')
    },
  },
  {
    person: 'Helen Strand',
    purpose: 'MARAC risk management',
    go: async ({ page, open }) => {
      await openFirstCase(page)
      const timeline = new URL(page.url()).pathname
      for (const path of [
        '/pattern',
        '/risk',
        '/voice',
        '/sharing',
        '/readers',
        '/readers?from-day=31&from-month=2&from-year=2026',
        '/print',
        '/timeline',
        '/timeline?view=table&tactic=threat',
        '/timeline?breach=yes',
      ])
        await open(`${timeline}${path}`)
    },
  },
  {
    person: 'Gwen Lister',
    purpose: 'Child safeguarding',
    go: async ({ page, open, stop }) => {
      await open('/break-glass')
      await page.getByLabel('Month').fill('13')
      await page.getByRole('button', { name: 'Open emergency access' }).click()
      await stop('look-up with errors')
      await open('/cases')
      await openFirstCase(page)
      await stop('overview')
      await page.getByRole('link', { name: 'Emergency access' }).click()
      await page.getByRole('textbox').fill('A neighbour hears screams and a child; she needs to know what he has done before.')
      await page.getByRole('button', { name: 'Open emergency access' }).click()
      await stop('overview in an emergency')
    },
  },
  {
    person: 'Judith Okoro',
    purpose: 'MARAC risk management',
    go: async ({ open }) => {
      for (const path of ['/cases', '/reviews', '/reviews/closed', '/confirmations']) await open(path)
    },
  },
  {
    person: 'Ian Mercer',
    purpose: 'MARAC risk management',
    go: async ({ page, open, stop }) => {
      await open('/reviews')
      await page.getByRole('button', { name: 'Save review' }).first().click()
      await stop('reviews with errors')
      await open('/reviews/closed')
    },
  },
  {
    person: 'Morwen Hart',
    purpose: 'Audit',
    go: async ({ page, open, stop }) => {
      for (const path of ['/cases', '/reviews', '/reviews/closed', '/confirmations']) await open(path)
      for (const path of ['/audit/withdrawn', '/audit/break-glass']) {
        await open(path)
        await page.getByLabel('Why you ask').fill('The monthly look.')
        await page.getByRole('button', { name: 'Show', exact: true }).click()
        await stop(`${path}, answered`)
      }
    },
  },
  {
    person: 'Alan Rook',
    purpose: 'Audit',
    go: async ({ page, open, stop }) => {
      for (const path of ['/cases', '/reviews/closed', '/audit', '/audit/seen-by']) await open(path)
      await page.getByRole('button', { name: 'Show what they saw' }).click()
      await stop('what somebody saw, with errors')
      await page.getByLabel('Agency and sign-in of the person').fill('norshire-marac:norshire-coordinator')
      await page.getByLabel('Why you ask').fill('A complaint of 1 November.')
      await page.getByRole('button', { name: 'Show what they saw' }).click()
      await stop('what somebody saw')
      await open('/audit/who-saw')
      await page.getByRole('button', { name: 'Show who saw them' }).click()
      await stop('who saw a person, with errors')
      await page.getByLabel('Given name').fill('Leanne')
      await page.getByLabel('Family name').fill('Marsh')
      await page.getByLabel('Why you ask').fill('A complaint of 1 November.')
      await page.getByRole('button', { name: 'Show who saw them' }).click()
      await stop('who saw a person')
      await page
        .getByRole('button', { name: /^Why was it allowed/ })
        .first()
        .click()
      await stop('why it was allowed')
      await open('/audit/alerts')
      await page.locator('main a[href^="/audit/alerts/"]').first().click()
      await stop('alert')
      await page.getByRole('button', { name: 'Close the alert' }).click()
      await stop('alert, with errors')
    },
  },
  {
    person: 'Sgt Moira Vane',
    purpose: 'Bail',
    go: async ({ page, open, stop }) => {
      await open('/publications')
      await page.locator('main a[href^="/publications/"]').first().click()
      await stop('why an event of their own is opened')
      await page.getByRole('textbox').fill(TOO_SHORT)
      await page.getByRole('button', { name: 'Open the event' }).click()
      await stop('why an event of their own is opened, with an error')
    },
  },
  ...['Dana Whitlock', 'Luke Farrow', 'Carl Denny', 'Gwen Lister', 'Ursula Penn', 'Femi Adeyemi', 'Dr Lena Fisk'].map(
    (person): Journey => ({
      person,
      go: async ({ page, stop }) => {
        await page.getByRole('radio').first().check()
        await page.getByRole('button', { name: 'Continue' }).click()
        await stop('after the first purpose')
        const first = page.locator('main a[href^="/cases/"]').first()
        if (!(await first.isVisible())) return
        await first.click()
        await stop('first case')
      },
    }),
  ),
  {
    person: 'Nils Berg',
    go: async ({ open }) => {
      for (const path of ['/purpose', '/publications', '/cases']) await open(path)
    },
  },
]

/** Signs somebody in, as far as a journey wants it; stops where there is a purpose to choose. */
export async function begin(page: Page, origin: string, { person, purpose }: Journey, stop: Stop): Promise<void> {
  if (person === undefined) return
  if (purpose !== undefined) {
    await signIn(page, origin, person, purpose)
    return
  }
  await page.goto(origin)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: new RegExp(person) }).click()
  await stop('purpose')
}
