import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createDatabase } from '../../scripts/servers/postgres/database.ts'
import { openEngines } from '../../scripts/servers/engines.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const root = join(import.meta.dirname, '..', '..')
const run = promisify(execFile)
const PATIENCE = 300_000

describe('the commands that set the distributed column up, as docs/how-to/distributed.md has them', () => {
  const folder = temporaryFolder()
  let engines: Awaited<ReturnType<typeof openEngines<{ kafka: true; registry: true; postgres: true }>>>
  let env: Readonly<Record<string, string | undefined>>
  beforeAll(async () => {
    engines = await openEngines({ kafka: true, registry: true, postgres: true })
    env = {
      ...process.env,
      NODE_OPTIONS: '',
      THROUGHLINE_DATA: folder.path,
      KAFKA_BROKERS: engines.kafka.brokers.join(','),
      SCHEMA_REGISTRY_URL: engines.registry.url,
      DATABASE_URL: await createDatabase(engines.postgres.url, `setup_${String(process.pid)}`),
    }
  }, PATIENCE)
  afterAll(async () => {
    await engines.stop()
    folder.remove()
  })

  /** Runs the command in a process of its own; its exit code is 0 or this rejects. */
  const throughline = async (...args: readonly string[]): Promise<string> =>
    (await run(process.execPath, ['--disable-warning=ExperimentalWarning', 'throughline.ts', ...args], { cwd: root, env })).stdout.trim()

  it(
    'publish the schemas once',
    async () => {
      expect(await throughline('schemas', 'publish')).toMatch(/^The registry has all \d+ released versions; [1-9]\d* new\.$/m)
      expect(await throughline('schemas', 'publish')).toMatch(/^The registry has all \d+ released versions; 0 new\.$/m)
    },
    PATIENCE,
  )

  it(
    'show what topics are to be made, make them, and then have nothing to do',
    async () => {
      expect(await throughline('topics', 'plan', '--agencies', 'demo/agencies.json')).toContain('case.events')
      await throughline('topics', 'apply', '--agencies', 'demo/agencies.json')
      expect(await throughline('topics', 'plan', '--agencies', 'demo/agencies.json')).toContain('Nothing to change.')
    },
    PATIENCE,
  )

  it(
    'bring the database up to date once',
    async () => {
      expect(await throughline('database', 'apply')).toContain('timeline, vault, identity')
      expect(await throughline('database', 'apply')).toBe('The database was up to date.')
    },
    PATIENCE,
  )

  it(
    'rebuild an empty store without an error',
    async () => {
      expect(await throughline('timeline', 'rebuild')).toBe('Rebuilt the timelines from 0 records.')
    },
    PATIENCE,
  )
})
