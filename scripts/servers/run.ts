// npm run servers: one Kafka broker, a schema registry and PostgreSQL for trying the distributed column; all is gone after Ctrl-C.
import { openEngines } from './engines.ts'
import { ServerFailure } from './failure.ts'
import { createDatabase } from './postgres/database.ts'

const DATABASE = 'throughline'
// Ctrl-C may come twice, from the terminal and passed on by the parent: only the first counts.
const asked = new Promise<undefined>((resolve) => {
  process.on('SIGINT', () => { resolve(undefined) })
  process.on('SIGTERM', () => { resolve(undefined) })
})

async function run(): Promise<void> {
  const engines = await Promise.race([openEngines({ kafka: true, registry: true, postgres: true }, { given: false }), asked])
  // Asked to end while they start: they end with this process.
  if (engines === undefined) process.exit()
  try {
    const database = await createDatabase(engines.postgres.url, DATABASE)
    process.stdout.write(['Paste this into the terminal that Throughline is to start in:', '',
      `export KAFKA_BROKERS=${engines.kafka.brokers.join(',')}`,
      `export SCHEMA_REGISTRY_URL=${engines.registry.url}`,
      `export DATABASE_URL=${database}`, '',
      'Ctrl-C ends the servers and removes their data.', ''].join('\n'))
    const stay = setInterval(() => undefined, 60_000)
    await asked
    clearInterval(stay)
  } finally {
    await engines.stop()
  }
}

try {
  await run()
} catch (error) {
  if (!(error instanceof ServerFailure)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
