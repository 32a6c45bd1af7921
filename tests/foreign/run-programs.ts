import { execFile } from 'node:child_process'
import { join } from 'node:path'
import type { KafkaUser } from '../fixtures/secured-column.ts'
import { AGENCY_GO, goProgram } from './go.ts'
import { venvBin } from './venv.ts'

const PYTHON = join(import.meta.dirname, 'python')
const TIMEOUT_MS = 90_000

/** What a program printed: a JSON value a line. */
export interface Ran<Line> {
  readonly code: number
  readonly lines: readonly Line[]
  readonly errors: string
}

/** Runs programs of agencies, as users of Kafka. `program`: a file of `python/`, or what the program in Go shall do. */
export type RunPrograms = <Line>(user: KafkaUser, program: string, args: readonly string[]) => Promise<Ran<Line>>

const createRun =
  (registryUrl: string, commandOf: (program: string) => readonly [string, string]): RunPrograms =>
  <Line>(user: KafkaUser, program: string, args: readonly string[]) =>
    new Promise<Ran<Line>>((resolve, reject) => {
      const env = {
        PATH: process.env.PATH,
        PYTHONDONTWRITEBYTECODE: '1',
        KAFKA_BROKERS: user.brokers.join(','),
        KAFKA_CA_FILE: user.caFile,
        KAFKA_USERNAME: user.username,
        KAFKA_PASSWORD_FILE: user.passwordFile,
        SCHEMA_REGISTRY_URL: registryUrl,
      }
      const [file, first] = commandOf(program)
      execFile(file, [first, ...args], { env, timeout: TIMEOUT_MS, maxBuffer: 64 << 20 }, (error, stdout, errors) => {
        const code = error === null ? 0 : error.code
        if (typeof code !== 'number') reject(new Error(`${program} did not end by itself.\n${errors}`, { cause: error }))
        else
          resolve({
            code,
            errors,
            lines: stdout
              .split('\n')
              .filter(Boolean)
              .map((line) => JSON.parse(line) as Line),
          })
      })
    })

/** Makes the venv where it is missing; rejects with a ServerFailure when it cannot be made. */
export async function createRunPython(registryUrl: string): Promise<RunPrograms> {
  const python = join(
    await venvBin(join(PYTHON, 'requirements.txt'), 'python-clients', 'confluent-kafka and fastavro for Python (10 MB)'),
    'python',
  )
  return createRun(registryUrl, (program) => [python, join(PYTHON, program)])
}

/** Builds the program where that was not done; rejects with a ServerFailure when it cannot be built. */
export async function createRunGo(registryUrl: string): Promise<RunPrograms> {
  const agency = await goProgram(...AGENCY_GO)
  return createRun(registryUrl, (program) => [agency, program])
}
