import { ServerFailure } from '../failure.ts'
import { awaitNodes } from '../kafka/readiness.ts'
import { postgresVersion } from '../postgres/database.ts'
import type { Engine, KafkaEngine, UrlEngine } from './engine.ts'

const stop = async (): Promise<void> => undefined

async function check<T>(variable: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw new ServerFailure(
      'start_failed',
      `The server that ${variable} names does not answer. Correct the variable, or unset it: a server is then started here.`,
      { cause: error },
    )
  }
}

const described = (variable: string, version: string): Engine => ({ version, source: `given by ${variable}`, stop })

/** The servers that environment variables name, each asked once whether it answers; undefined where a variable is not set. */
export const given = {
  kafka: async (): Promise<KafkaEngine | undefined> => {
    const brokers = (process.env.KAFKA_BROKERS ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
    if (brokers.length === 0) return undefined
    await check('KAFKA_BROKERS', () => awaitNodes({ brokers }, [], [], 15_000))
    return { ...described('KAFKA_BROKERS', 'of unknown version'), brokers }
  },
  registry: async (): Promise<UrlEngine | undefined> => {
    const url = process.env.SCHEMA_REGISTRY_URL
    if (!url) return undefined
    await check('SCHEMA_REGISTRY_URL', async () => {
      const { ok, status } = await fetch(`${url.replace(/\/$/, '')}/subjects`, { signal: AbortSignal.timeout(15_000) })
      if (!ok) throw new Error(`HTTP status ${String(status)}`)
    })
    return { ...described('SCHEMA_REGISTRY_URL', 'of unknown version'), url }
  },
  postgres: async (): Promise<UrlEngine | undefined> => {
    const url = process.env.DATABASE_URL
    if (!url) return undefined
    const version = await check('DATABASE_URL', () => postgresVersion(url))
    return { ...described('DATABASE_URL', version), url }
  },
}
