import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { changeStaff } from '../../commands/staff.ts'
import { readerOf } from '../flow/reading.ts'
import { REASON, startStepUpWorld, type StepUpWorld } from '../gateway/step-up/world.ts'
import { accessibilityErrors } from './accessible.ts'
import { startBrowser, type TestBrowser } from './browser.ts'
import { signIn, textOf } from './journeys.ts'

const POLICE = 'westmere-police'
const named = readerOf('Named Officer', 'police_bail_officer', POLICE, 'listed')

let world: StepUpWorld
let browser: TestBrowser

beforeAll(async () => {
  world = await startStepUpWorld({ readers: [{ ...named, id: 'named-officer' }] })
  await changeStaff(world.running.parts, {
    agency: POLICE,
    staff: 'named-officer',
    role: named.role,
    duties: ['publications'],
    by: `${POLICE}:chief`,
  })
  world.running.clock.moveTo(world.running.clock.now() + 2 * 60_000)
  browser = await startBrowser()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await world.running.stop()
  world.running.remove()
}, 120_000)

describe('what the agency published, in a browser', () => {
  it('is found from the list of cases, opens for a reason, and every page of it is accessible', async () => {
    const { page, problems } = await browser.open({ javaScript: true })
    const accessible = async (): Promise<void> => {
      expect(await accessibilityErrors(page)).toEqual([])
    }
    await signIn(page, world.running.service.origin, named.name, 'Bail')
    await page.getByRole('link', { name: 'What your agency published' }).click()
    expect(await textOf(page)).toContain('LINNET-01')
    expect(await textOf(page)).not.toMatch(/Callum|pushed her/)
    await accessible()
    await page.getByRole('link', { name: /LINNET-01/ }).click()
    await accessible()
    await page.getByLabel('What do you need this event for?').fill('Because.')
    await page.getByRole('button', { name: 'Open the event' }).click()
    expect(await textOf(page)).toContain('There is a problem')
    await accessible()
    await page.getByLabel('What do you need this event for?').fill(REASON)
    await page.getByRole('button', { name: 'Open the event' }).click()
    expect(await textOf(page)).toContain('He pushed her into a door frame.')
    expect(await page.title()).not.toMatch(/Callum|Reid|Shannon|Doyle/)
    await accessible()
    // The form that was sent with too few words.
    expect(problems.filter((problem) => !problem.includes('status of 400'))).toEqual([])
  }, 120_000)
})
