import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { loadDemoWorld, type DemoWorld } from '../fixtures/demo-world.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { venvBin } from './venv.ts'

const REQUIREMENTS = join(import.meta.dirname, 'schemathesis', 'requirements.txt')
const PATIENCE = 240_000

describe('schemathesis, with all its checks', () => {
  const folder = temporaryFolder()
  let world: DemoWorld
  let schemathesis: string
  beforeAll(async () => {
    schemathesis = join(await venvBin(REQUIREMENTS, 'schemathesis', 'schemathesis for Python (60 MB)'), 'schemathesis')
    world = await loadDemoWorld()
  }, 300_000)
  afterAll(async () => {
    await world.close()
    folder.remove()
  })

  /** Runs it over every operation that /openapi.json names; its exit code and what it printed. */
  const run = (args: readonly string[]): Promise<{ readonly code: number, readonly printed: string }> => new Promise((resolve) => {
    const all = ['run', `${world.service.origin}/openapi.json`, '--checks', 'all', '--max-examples', '20', '--seed', '1', '--no-color', ...args]
    execFile(schemathesis, all, { cwd: folder.path, maxBuffer: 64 << 20, timeout: PATIENCE }, (error, printed) => {
      resolve({ code: error === null ? 0 : Number(error.code), printed: printed.slice(Math.max(0, printed.indexOf('= FAILURES ='))) })
    })
  })

  it.each([['an agency', 'norshire-police'], ['a reader', 'norshire-coordinator'], ['an auditor', 'auditor']])('finds no failure as %s', async (_, who) => {
    const { code, printed } = await run(['--header', `Authorization: Bearer ${await world.token(who)}`])
    expect(code === 0 ? '' : printed).toBe('')
  }, PATIENCE)
})
