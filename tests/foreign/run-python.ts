import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../scripts/servers/cache/folder.ts'
import { fetchOnce } from '../../scripts/servers/cache/fetch-once.ts'
import { runTool } from '../../scripts/servers/cache/run-tool.ts'
import type { KafkaUser } from '../fixtures/secured-column.ts'

const PROGRAMS = join(import.meta.dirname, 'python')
const INSTALL = 'Install Python (Debian and Ubuntu: sudo apt-get install python3-venv python3-pip).'
const TIMEOUT_MS = 90_000

/** The Python of a venv with the pinned requirements, made once and kept in the cache folder. */
async function venvPython(): Promise<string> {
  const requirements = join(PROGRAMS, 'requirements.txt')
  const version = await runTool('python3', ['--version'], INSTALL)
  const key = createHash('sha256').update(version).update(readFileSync(requirements)).digest('hex').slice(0, 16)
  const folder = await fetchOnce(join(cacheFolder(), `python-clients-${key}`), 'confluent-kafka and fastavro for Python (10 MB)', async (target) => {
    await runTool('python3', ['-m', 'venv', target], INSTALL)
    await runTool(join(target, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements], INSTALL)
  })
  return join(folder, 'bin', 'python')
}

/** What a program printed: a JSON value a line. */
export interface Ran<Line> {
  readonly code: number
  readonly lines: readonly Line[]
  readonly errors: string
}

/** Runs programs of `python/`, as users of Kafka. */
export type RunPython = <Line>(user: KafkaUser, program: string, args: readonly string[]) => Promise<Ran<Line>>

/** Makes the venv where it is missing; rejects with a ServerFailure when it cannot be made. */
export async function createRunPython(registryUrl: string): Promise<RunPython> {
  const python = await venvPython()
  return <Line>(user: KafkaUser, program: string, args: readonly string[]) => new Promise<Ran<Line>>((resolve, reject) => {
    const env = {
      PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1', KAFKA_BROKERS: user.brokers.join(','), KAFKA_CA_FILE: user.caFile, KAFKA_USERNAME: user.username,
      KAFKA_PASSWORD_FILE: user.passwordFile, SCHEMA_REGISTRY_URL: registryUrl,
    }
    execFile(python, [join(PROGRAMS, program), ...args], { env, timeout: TIMEOUT_MS, maxBuffer: 64 << 20 }, (error, stdout, errors) => {
      const code = error === null ? 0 : error.code
      if (typeof code !== 'number') reject(new Error(`${program} did not end by itself.\n${errors}`, { cause: error }))
      else resolve({ code, errors, lines: stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line) })
    })
  })
}
