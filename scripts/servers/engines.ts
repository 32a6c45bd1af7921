import type { Engine, KafkaEngine, UrlEngine } from './engines/engine.ts'
import { given } from './engines/given.ts'
import { local } from './engines/local.ts'

export interface WantedEngines {
  readonly kafka?: boolean
  readonly registry?: boolean
  readonly postgres?: boolean
}

/** One entry per server that was asked for. */
export type Engines<Wanted extends WantedEngines> = Readonly<Record<keyof Wanted & 'kafka', KafkaEngine>> &
  Readonly<Record<keyof Wanted & ('registry' | 'postgres'), UrlEngine>> & {
    /** The names, versions and sources of the servers, in one line. */
    readonly description: string
    /** Ends those that were started here. */
    stop(): Promise<void>
  }

const NAMES = { kafka: 'Apache Kafka', registry: 'Apicurio Registry', postgres: 'PostgreSQL' } as const
type Name = keyof typeof NAMES

export interface EngineOptions {
  /** Whether addresses in the environment count. Default true. */
  readonly given?: boolean
}

async function started(): Promise<Pick<typeof local, Name>> {
  const { containers, dockerWorks } = await import('./engines/containers.ts')
  return (await dockerWorks()) ? containers : local
}

/**
 * Servers for a test or a developer: those that KAFKA_BROKERS, SCHEMA_REGISTRY_URL and DATABASE_URL name, each for itself; else
 * containers, where a Docker engine answers; else processes of this machine. Prints one line with what is used.
 * Rejects with a ServerFailure when one cannot be had, in CI as anywhere: a test never skips for want of a server.
 */
export async function openEngines<const Wanted extends WantedEngines>(
  wanted: Wanted,
  options: EngineOptions = {},
): Promise<Engines<Wanted>> {
  const names = (Object.keys(NAMES) as Name[]).filter((name) => wanted[name])
  let makers: ReturnType<typeof started> | undefined
  const start = async (name: Name): Promise<Engine> => (await (makers ??= started()))[name]()
  const named = (name: Name): Promise<Engine | undefined> => (options.given === false ? Promise.resolve(undefined) : given[name]())
  const open = async (name: Name): Promise<readonly [Name, Engine]> => [name, (await named(name)) ?? (await start(name))]
  const opened = await Promise.allSettled(names.map(open))
  const engines = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const stop = async (): Promise<void> => {
    await Promise.all(engines.map(([, engine]) => engine.stop()))
  }
  const failed = opened.find((one) => one.status === 'rejected')
  if (failed) {
    await stop()
    throw failed.reason
  }
  const description = `Servers: ${engines.map(([name, { version, source }]) => `${NAMES[name]} ${version} (${source})`).join(', ')}`
  process.stdout.write(`${description}\n`)
  return { ...Object.fromEntries(engines), description, stop } as unknown as Engines<Wanted>
}
