/**
 * Appends events to emmett's event store on PostgreSQL: node bench/alternatives/emmett/append.ts FOLDER TYPE,TYPE,… `FOLDER`: where its packages are installed. The database is that of
 * DATABASE_URL. Each message of the parent is a job; the answer is how many milliseconds it took until the last append was committed, its projection with it.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AppendJob } from './messages.ts'

interface Entry {
  readonly type: string
  readonly data: unknown
}

interface Timeline {
  readonly entries: readonly Entry[]
}

/** What is used of emmett. */
interface Emmett {
  readonly projections: { inline(definitions: readonly object[]): readonly object[] }
}

interface EmmettPostgresql {
  readonly pongoSingleStreamProjection: (options: {
    readonly collectionName: string
    readonly canHandle: readonly string[]
    readonly initialState: () => Timeline
    readonly evolve: (timeline: Timeline, event: Entry) => Timeline
  }) => object
  readonly getPostgreSQLEventStore: (
    url: string,
    options: { readonly projections: readonly object[] },
  ) => {
    readonly schema: { migrate(): Promise<unknown> }
    appendToStream(stream: string, events: readonly Entry[]): Promise<unknown>
  }
}

const [folder = '', types = ''] = process.argv.slice(2)
const packages = createRequire(join(folder, 'package.json'))
const load = (name: string): Promise<unknown> => import(pathToFileURL(packages.resolve(name)).href)
const { projections } = (await load('@event-driven-io/emmett')) as Emmett
const { getPostgreSQLEventStore, pongoSingleStreamProjection } = (await load('@event-driven-io/emmett-postgresql')) as EmmettPostgresql

const timelines = pongoSingleStreamProjection({
  collectionName: 'timelines',
  canHandle: types.split(','),
  initialState: () => ({ entries: [] }),
  evolve: ({ entries }, { type, data }) => ({ entries: [...entries, { type, data }] }),
})
const store = getPostgreSQLEventStore(process.env.DATABASE_URL ?? '', { projections: projections.inline([timelines]) })
await store.schema.migrate()
// The projection's table is made with its first document: writers at once would each make it.
await store.appendToStream('first', [{ type: types.split(',')[0] ?? '', data: {} }])

async function append({ streams, together, writers }: AppendJob): Promise<number> {
  const from = performance.now()
  const queue = streams.entries()
  await Promise.all(
    Array.from({ length: writers }, async () => {
      for (const [, { name, events }] of queue)
        for (let at = 0; at < events.length; at += together) await store.appendToStream(name, events.slice(at, at + together))
    }),
  )
  return performance.now() - from
}

process.on('message', (job: AppendJob) => {
  // A rejection is unhandled on purpose: it ends this process, and the bench with it.
  void append(job).then((ms) => process.send?.(ms))
})
process.send?.('ready')
