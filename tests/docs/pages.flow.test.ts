import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { commandsOf, printed } from './page.ts'
import { root, startAsTheTutorialSays, type Reader } from './typed.ts'

const howTo = [
  'go-live.md',
  'correct-and-retract.md',
  'import.md',
  'monitor-a-feed.md',
  'say-who-is-who.md',
  'be-found.md',
  'sign-in-of-systems.md',
  'policy.md',
  'back-up-and-restore.md',
  'upgrade.md',
  'publish-a-file.md',
]
  // Those for servers are typed in tests/docs/secured-cluster.flow.test.ts.
  .flatMap((name) =>
    commandsOf(join(root, 'docs/how-to', name))
      .filter(({ heading }) => !/\bservers\b/.test(heading))
      .map((step) => ({ ...step, page: name })),
  )
const readme = commandsOf(join(root, 'README.md')).filter(({ heading }) => heading.startsWith('See it as '))

describe('somebody who types what the pages say', () => {
  let reader: Reader
  beforeAll(async () => {
    reader = await startAsTheTutorialSays()
  }, 240_000)
  afterAll(async () => {
    await reader.close()
    // What the README's command for auditors has made.
    rmSync(join(root, 'evidence.tar.gz'), { force: true })
  })

  it('types no date: npm run any-day leaves these pages out for that', () => {
    expect([...howTo, ...readme].filter(({ command }) => /\b20\d\d-\d\d/.test(command)).map(({ command }) => command)).toEqual([])
  })

  it.each(howTo.map((step, at) => [step.page, at + 1, step.heading, step] as const))(
    '%s, command %i (%s): prints what the page shows',
    async (_, __, ___, step) => {
      const { output, exitCode } = await reader.type(step.command)
      expect([exitCode, output]).toEqual([0, step.prints === undefined ? output : expect.stringMatching(printed(step.prints))])
    },
    240_000,
  )

  it.each(readme.map((step, at) => [at + 1, step.heading, step] as const))(
    'README, command %i (%s): succeeds',
    async (_, __, step) => {
      const { output, exitCode } = await reader.type(step.command)
      expect(exitCode).toBe(0)
      if (step.prints !== undefined) expect(output).toMatch(printed(step.prints))
    },
    240_000,
  )
})
