import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { KafkaUser } from '../fixtures/secured-column.ts'
import { venvBin } from './venv.ts'

const PROGRAMS = join(import.meta.dirname, 'python')
const TIMEOUT_MS = 90_000

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
  const python = join(await venvBin(join(PROGRAMS, 'requirements.txt'), 'python-clients', 'confluent-kafka and fastavro for Python (10 MB)'), 'python')
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
