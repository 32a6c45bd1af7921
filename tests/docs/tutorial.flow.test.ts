import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { printed } from './page.ts'
import { start, startAsTheTutorialSays, tutorial, type Reader } from './typed.ts'

describe('somebody new, who types what the tutorial says', () => {
  let reader: Reader
  beforeAll(async () => { reader = await startAsTheTutorialSays() }, 240_000)
  afterAll(async () => { await reader.close() })

  it('begins with npm start', () => { expect(start?.command.trim()).toBe('npm start') })

  it.each(tutorial.map((step, at) => [at + 1, step.heading, step] as const))('command %i (%s): prints what the page shows', async (_, __, step) => {
    const { output, exitCode } = await reader.type(step.command)
    expect([exitCode, output]).toEqual([0, step.prints === undefined ? output : expect.stringMatching(printed(step.prints))])
  }, 240_000)
})
