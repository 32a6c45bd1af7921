// npm run servers: one Kafka broker, a schema registry and PostgreSQL for trying the distributed column; all is gone after Ctrl-C. -- --secured: with users and rights.
import { openEngines } from './engines.ts'
import { ServerFailure } from './failure.ts'
import { createDatabase } from './postgres/database.ts'
import { startSecured } from './secured.ts'

const DATABASE = 'throughline'
// Ctrl-C may come twice, from the terminal and passed on by the parent: only the first counts.
const asked = new Promise<undefined>((resolve) => {
  process.on('SIGINT', () => { resolve(undefined) })
  process.on('SIGTERM', () => { resolve(undefined) })
})

/** What is there, and how to end it. */
async function openPlain(): Promise<{ readonly variables: Readonly<Record<string, string>>, stop(): Promise<void> }> {
  const engines = await openEngines({ kafka: true, registry: true, postgres: true }, { given: false })
  const { kafka, registry, postgres } = engines
  const stop = (): Promise<void> => engines.stop()
  try {
    return { variables: { KAFKA_BROKERS: kafka.brokers.join(','), SCHEMA_REGISTRY_URL: registry.url, DATABASE_URL: await createDatabase(postgres.url, DATABASE) }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function run(): Promise<void> {
  const servers = await Promise.race([process.argv.includes('--secured') ? startSecured(process.env.KAFKA_PREFIX ?? '') : openPlain(), asked])
  // Asked to end while they start: they end with this process.
  if (servers === undefined) process.exit()
  try {
    process.stdout.write(['Paste this into the terminal that Throughline is to start in:', '',
      ...Object.entries(servers.variables).map(([name, value]) => `export ${name}=${value}`), '',
      'Ctrl-C ends the servers and removes their data.', ''].join('\n'))
    const stay = setInterval(() => undefined, 60_000)
    await asked
    clearInterval(stay)
  } finally {
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
