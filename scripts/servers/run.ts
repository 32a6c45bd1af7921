// npm run servers: one Kafka broker, a schema registry and PostgreSQL for trying the distributed column; all is gone after Ctrl-C. -- --secured: with users and rights, and a broker
// that is stopped and started by a line on standard input, for trying a backup.
import { createInterface } from 'node:readline'
import { openEngines } from './engines.ts'
import { ServerFailure } from './failure.ts'
import { createDatabase } from './postgres/database.ts'
import { startSecured, type SecuredServers } from './secured.ts'

const DATABASE = 'throughline'
// Ctrl-C may come twice, from the terminal and passed on by the parent: only the first counts.
const asked = new Promise<undefined>((resolve) => {
  process.on('SIGINT', () => {
    resolve(undefined)
  })
  process.on('SIGTERM', () => {
    resolve(undefined)
  })
})

/** What is there, and how to end it. */
type Servers = Pick<SecuredServers, 'variables' | 'stop'> & Partial<SecuredServers>

async function openPlain(): Promise<Servers> {
  const engines = await openEngines({ kafka: true, registry: true, postgres: true }, { given: false })
  const { kafka, registry, postgres } = engines
  const stop = (): Promise<void> => engines.stop()
  try {
    return {
      variables: {
        KAFKA_BROKERS: kafka.brokers.join(','),
        SCHEMA_REGISTRY_URL: registry.url,
        DATABASE_URL: await createDatabase(postgres.url, DATABASE),
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Stops and starts the broker as lines say, one after the other; gives how to listen no more. */
function obeyLines({ stopKafka, startKafka }: Servers): () => void {
  if (stopKafka === undefined || startKafka === undefined) return () => undefined
  const words = new Map([
    ['stop kafka', [stopKafka, 'Kafka is stopped.']],
    ['start kafka', [startKafka, 'Kafka runs.']],
  ] as const)
  let before = Promise.resolve()
  const lines = createInterface({ input: process.stdin }).on('line', (line) => {
    before = before
      .then(async () => {
        const [work, done = ''] = words.get(line.trim() as 'stop kafka') ?? [undefined, 'Type "stop kafka" or "start kafka".']
        await work?.()
        process.stdout.write(`${done}\n`)
      })
      .catch((error: unknown) => {
        process.stdout.write(`${error instanceof Error ? error.message : 'It failed.'}\n`)
      })
  })
  return () => {
    lines.close()
    process.stdin.destroy()
  }
}

async function run(): Promise<void> {
  const servers = await Promise.race([
    process.argv.includes('--secured') ? startSecured(process.env.KAFKA_PREFIX ?? '') : openPlain(),
    asked,
  ])
  // Asked to end while they start: they end with this process.
  if (servers === undefined) process.exit()
  const listenNoMore = obeyLines(servers)
  try {
    process.stdout.write(
      [
        'Paste this into the terminal that Throughline is to start in:',
        '',
        ...Object.entries(servers.variables).map(([name, value]) => `export ${name}=${value}`),
        '',
        ...(servers.stopKafka === undefined ? [] : ['"stop kafka" and "start kafka", typed here, stop and start the broker.']),
        'Ctrl-C ends the servers and removes their data.',
        '',
      ].join('\n'),
    )
    const stay = setInterval(() => undefined, 60_000)
    await asked
    clearInterval(stay)
  } finally {
    listenNoMore()
    await servers.stop()
  }
}

try {
  await run()
} catch (error) {
  if (!(error instanceof ServerFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
