import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { printed, type PageCommand } from './page.ts'
import type { Printed } from './shell.ts'
import { start, startAsTheTutorialSays, tutorial, type Reader } from './typed.ts'

const PATIENCE_MS = 60_000
const PAUSE_MS = 500

describe('somebody new, who types what the tutorial says', () => {
  let reader: Reader
  beforeAll(async () => {
    reader = await startAsTheTutorialSays()
  }, 240_000)
  afterAll(async () => {
    await reader.close()
  })

  /** Types a step; one that sends nothing again until it prints what the page shows: on a busy machine an event needs longer to its timeline than a reader to the next step. */
  const typed = async ({ command, prints }: PageCommand): Promise<Printed> => {
    const until = performance.now() + PATIENCE_MS
    for (;;) {
      const said = await reader.type(command)
      if (prints === undefined || command.includes('--data') || printed(prints).test(said.output) || performance.now() > until) return said
      await delay(PAUSE_MS)
    }
  }

  it('begins with npm start', () => {
    expect(start?.command.trim()).toBe('npm start')
  })

  it.each(tutorial.map((step, at) => [at + 1, step.heading, step] as const))(
    'command %i (%s): prints what the page shows',
    async (_, __, step) => {
      const { output, exitCode } = await typed(step)
      expect([exitCode, output]).toEqual([0, step.prints === undefined ? output : expect.stringMatching(printed(step.prints))])
    },
    240_000,
  )
})
