import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { commandsOf, printed } from './page.ts'
import { openShell, type Shell } from './shell.ts'
import { freePort, startCommand } from './started.ts'

const root = join(import.meta.dirname, '..', '..')
const [start, ...tutorial] = commandsOf(join(root, 'docs/tutorial/first-event.md'))
const howTo = ['import.md', 'monitor-a-feed.md', 'say-who-is-who.md', 'sign-in-of-systems.md', 'policy.md'].flatMap((name) => commandsOf(join(root, 'docs/how-to', name)).map((step) => ({ ...step, page: name })))
const readme = commandsOf(join(root, 'README.md')).filter(({ heading }) => ['Publish an event', 'Read a timeline', 'Audit'].includes(heading))

describe('somebody new, who types what the pages say', () => {
  const folder = temporaryFolder()
  let here: (command: string) => string
  let stop: () => Promise<void>
  let shell: Shell
  beforeAll(async () => {
    const port = String(await freePort())
    // Only what a page cannot know: that another service may run here.
    const env = { ...process.env, NODE_OPTIONS: '', THROUGHLINE_DATA: folder.path, PORT: port }
    here = (command) => command.replaceAll('127.0.0.1:3000', `127.0.0.1:${port}`)
    stop = await startCommand(start?.command ?? '', { cwd: root, env, until: /^Look:/ })
    shell = openShell(root, env)
  }, 240_000)
  afterAll(async () => {
    await shell.close()
    await stop()
    folder.remove()
  })

  it('begins with npm start', () => { expect(start?.command.trim()).toBe('npm start') })

  it.each(tutorial.map((step, at) => [at + 1, step.heading, step] as const))('tutorial, command %i (%s): prints what the page shows', async (_, __, step) => {
    const { output, exitCode } = await shell.run(here(step.command))
    expect([exitCode, output]).toEqual([0, step.prints === undefined ? output : expect.stringMatching(printed(step.prints))])
  }, 120_000)

  it.each(howTo.map((step, at) => [step.page, at + 1, step.heading, step] as const))('%s, command %i (%s): prints what the page shows', async (_, __, ___, step) => {
    const { output, exitCode } = await shell.run(here(step.command))
    expect([exitCode, output]).toEqual([0, step.prints === undefined ? output : expect.stringMatching(printed(step.prints))])
  }, 120_000)

  it.each(readme.map((step, at) => [at + 1, step.heading, step] as const))('README, command %i (%s): succeeds', async (_, __, step) => {
    const { output, exitCode } = await shell.run(here(step.command))
    expect(exitCode).toBe(0)
    if (step.prints !== undefined) expect(output).toMatch(printed(step.prints))
  }, 120_000)
})
