import { randomBytes } from 'node:crypto'
import type { CloudEventJson } from '../../commands/demo/folder.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import { openEngines } from '../../scripts/servers/engines.ts'
import { ServerFailure } from '../../scripts/servers/failure.ts'
import { createDatabase } from '../../scripts/servers/postgres/database.ts'
import type { Column } from '../columns/column.ts'
import type { LoadClient } from '../load/client.ts'
import { createEvents } from '../made-up/events.ts'
import { race, type Comparison } from '../ratio.ts'
import type { Size } from '../size.ts'
import { inboxRecords } from '../system/inbox-records.ts'
import type { System } from '../system/system.ts'
import { timelineReads } from '../timeline-reads.ts'
import { startConnect } from './connect/connect.ts'
import { openEmmett } from './emmett/emmett.ts'
import type { EmmettStream } from './emmett/messages.ts'

const AIM = { emmett: 10, connect: 0.5, express: 0.6 } as const
const SEED = { emmett: 21, connect: 22, express: 23 } as const
/** Events of a case, and so of a stream. */
const STREAM = 40
/** With these emmett was fastest, of 1 to 40 events in an append and 1 to 10 writers. */
const WRITERS = 10

/** Cases of a round; all events are made before the first. */
type Cases = readonly (readonly CloudEventJson[])[]

function makeRounds({ rounds, warmUp, placed }: Pick<Size, 'rounds' | 'warmUp' | 'placed'>, seed: number): readonly Cases[] {
  const made = createEvents(seed)
  return Array.from({ length: warmUp + rounds }, () => Array.from({ length: Math.round(placed / STREAM) }, () => made.takeCase(STREAM)))
}

/** From inbox to read store beside what another does with the same events of the same round. */
async function placedBeside(
  { parts, taken }: System,
  { rounds, warmUp, placed }: Size,
  beside: { readonly name: string; readonly aim: number; readonly seed: number; readonly place: (cases: Cases) => Promise<number> },
): Promise<Comparison> {
  const made = makeRounds({ rounds, warmUp, placed }, beside.seed)
  const records = await Promise.all(made.map((cases) => inboxRecords(parts, cases.flat())))
  const n = Math.round(placed / STREAM) * STREAM
  return race({
    name: `inbox to read store ÷ ${beside.name}`,
    unit: 'events',
    n,
    rounds,
    warmUp,
    aim: beside.aim,
    system: async (round) => {
      const there = taken(n)
      const from = performance.now()
      await parts.log.append(records[round] ?? [])
      return (await there) - from
    },
    ceiling: (round) => beside.place(made[round] ?? []),
  })
}

/** A database for what needs one, of the column's server or of one that is started for it. */
async function openDatabase(column: Column): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  if (column.createDatabase !== undefined) return { url: await column.createDatabase(), close: async () => undefined }
  const engines = await openEngines({ postgres: true })
  const url = await createDatabase(engines.postgres.url, `bench_${randomBytes(6).toString('hex')}`)
  return { url, close: () => engines.stop() }
}

async function besideEmmett(column: Column, system: System, size: Size): Promise<Comparison> {
  const database = await openDatabase(column)
  try {
    const emmett = await openEmmett(database.url, [...loadCatalogue().types.keys()])
    let streams = 0
    const streamOf = (events: readonly CloudEventJson[]): EmmettStream => ({
      name: `case-${String(++streams)}`,
      events: events.map(({ type, ...data }) => ({ type, data })),
    })
    try {
      return await placedBeside(system, size, {
        name: 'emmett',
        aim: AIM.emmett,
        seed: SEED.emmett,
        place: (cases) => emmett.append({ streams: cases.map(streamOf), together: STREAM, writers: WRITERS }),
      })
    } finally {
      await emmett.close()
    }
  } finally {
    await database.close()
  }
}

async function besideConnect(brokers: readonly string[], databaseUrl: string, system: System, size: Size): Promise<Comparison> {
  const connect = await startConnect(brokers, databaseUrl)
  try {
    return await placedBeside(system, size, {
      name: 'Kafka Connect, JDBC sink',
      aim: AIM.connect,
      seed: SEED.connect,
      place: (cases) => connect.place(cases.flat()),
    })
  } finally {
    await connect.close()
  }
}

/** One that cannot be had is left out, in words. */
async function ifThere(name: string, compare: () => Promise<Comparison>): Promise<readonly Comparison[]> {
  try {
    return [await compare()]
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error
    console.error(`Without ${name}: ${error.message}`)
    return []
  }
}

/**
 * What somebody would use instead, on the same events in the same run: emmett's event store with a projection of one document for each case; in the distributed column Kafka
 * Connect with Debezium's JDBC sink, one row for each event; and an express that gives everybody everything. None of them judges, links, seals, reduces, chains or
 * records.
 */
export async function alternatives(column: Column, system: System, load: LoadClient, size: Size): Promise<readonly Comparison[]> {
  const { kafka, databaseUrl } = column.places ?? {}
  const { createDatabase: newDatabase } = column
  return [
    ...(await ifThere('emmett', () => besideEmmett(column, system, size))),
    ...(kafka === undefined || databaseUrl === undefined || newDatabase === undefined
      ? []
      : await ifThere('Kafka Connect', async () => besideConnect(kafka.brokers, await newDatabase(), system, size))),
    await timelineReads(system, load, size, { name: 'timeline reads ÷ allow-all express', aim: AIM.express, seed: SEED.express }),
  ]
}
