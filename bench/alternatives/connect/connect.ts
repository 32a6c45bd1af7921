import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { ServerFailure } from '../../../scripts/servers/failure.ts'
import { requireJava } from '../../../scripts/servers/java.ts'
import { freePorts } from '../../../scripts/servers/ports.ts'
import { openRunFolder } from '../../../scripts/servers/run-folder.ts'
import { openPlainKafkaLog } from '../../plain/kafka-log.ts'
import { connectPackages } from './packages.ts'
import { propertiesFile, sinkProperties, workerProperties } from './properties.ts'

/** Kafka Connect with a sink from a topic to a table. */
export interface ConnectSink {
  /** Appends events to the topic; resolves with the milliseconds until their rows are committed. */
  place(events: readonly CloudEventJson[]): Promise<number>
  close(): Promise<void>
}

const TOPIC = 'events'
const TABLE = 'events'
const PREFIX = 'connect.'
const PATIENCE_MS = 120_000
const LOOK_MS = 10
/** Records of one append: a broker takes a megabyte at once. */
const APPENDED = 300
const LOG4J = join(import.meta.dirname, '..', '..', '..', 'scripts', 'servers', 'kafka', 'log4j2.properties')

const rowOf = ({ source, id, type, time, data }: CloudEventJson): Buffer =>
  Buffer.from(JSON.stringify({ source, event_id: id, type, time, data: JSON.stringify(data) }))

/** Starts it on a topic of its own and an empty database. Rejects with a ServerFailure where it cannot be had. */
export async function startConnect(brokers: readonly string[], databaseUrl: string): Promise<ConnectSink> {
  const { runtime, plugins } = await connectPackages()
  const java = await requireJava(17)
  const run = openRunFolder('connect')
  const [port = 0] = await freePorts(1)
  const log = await openPlainKafkaLog(brokers, PREFIX)
  const database = new Client({ connectionString: databaseUrl })
  const file = (name: string): string => join(run.path, name)
  const close = async (): Promise<void> => {
    await Promise.all([log.close(), database.end(), run.remove()])
  }
  try {
    await database.connect()
    await log.createTopic(TOPIC, { partitions: 1 })
    const places = { brokers, databaseUrl, topic: `${PREFIX}${TOPIC}`, table: TABLE, folder: run.path, plugins, port }
    writeFileSync(file('worker.properties'), propertiesFile(workerProperties(places)), { mode: 0o600 })
    writeFileSync(file('sink.properties'), propertiesFile(sinkProperties(places)), { mode: 0o600 })
    const child = await run.start({
      command: java.command,
      args: [
        '-Xmx512m',
        `-Dlog4j2.configurationFile=${LOG4J}`,
        '-cp',
        join(runtime, '*'),
        'org.apache.kafka.connect.cli.ConnectStandalone',
        file('worker.properties'),
        file('sink.properties'),
      ],
      logFile: file('connect.log'),
    })
    let rows = 0
    const place = async (events: readonly CloudEventJson[]): Promise<number> => {
      rows += events.length
      const until = performance.now() + PATIENCE_MS
      const from = performance.now()
      for (let at = 0; at < events.length; at += APPENDED)
        await log.append(events.slice(at, at + APPENDED).map((event) => ({ topic: TOPIC, key: null, value: rowOf(event) })))
      for (;;) {
        // The sink makes the table with the first row.
        const { rows: found } = await database
          .query<{ count: number }>(`select count(*)::int as count from ${TABLE}`)
          .catch(() => ({ rows: [] as readonly { readonly count: number }[] }))
        if (found[0]?.count === rows) return performance.now() - from
        if (!child.running() || performance.now() > until) {
          const said = existsSync(file('connect.log'))
            ? readFileSync(file('connect.log'), 'utf8').trim().split('\n').slice(-10).join('\n')
            : ''
          throw new ServerFailure('start_failed', `Kafka Connect did not write its rows. Its last words:\n${said}`)
        }
        await sleep(LOOK_MS)
      }
    }
    return { place, close }
  } catch (error) {
    await close()
    throw error
  }
}
