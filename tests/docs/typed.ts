import { join } from 'node:path'
import { freePorts } from '../../scripts/servers/ports.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { commandsOf } from './page.ts'
import { openShell, type Printed } from './shell.ts'
import { startCommand } from './started.ts'

export const root = join(import.meta.dirname, '..', '..')
/** How the tutorial begins, and its commands after that, which are for a second terminal. */
export const [start, ...tutorial] = commandsOf(join(root, 'docs/tutorial/first-event.md'))

/** Somebody who has typed what the tutorial begins with, with a second terminal in the same folder. */
export interface Reader {
  type(command: string): Promise<Printed>
  close(): Promise<void>
}

/** Starts it as the tutorial says, on a free port and a data folder of its own. */
export async function startAsTheTutorialSays(): Promise<Reader> {
  const folder = temporaryFolder()
  const port = String((await freePorts(1))[0])
  // Only what a page cannot know: that another service may run here.
  const env = { ...process.env, NODE_OPTIONS: '', THROUGHLINE_DATA: folder.path, PORT: port }
  const stop = await startCommand(start?.command ?? '', { cwd: root, env, until: /^Look:/ })
  const shell = openShell(root, env)
  return {
    type: (command) => shell.run(command.replaceAll('127.0.0.1:3000', `127.0.0.1:${port}`)),
    close: async () => {
      await shell.close()
      await stop()
      folder.remove()
    },
  }
}
