import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { registerAgencies } from '../../commands/agencies.ts'
import { readFolder, type AgencyEntryJson, type CloudEventJson, type ReaderJson } from '../../commands/demo/folder.ts'
import type { ReceiptJson } from '../../commands/demo/gateway-client.ts'
import { linkReaders } from '../../commands/links.ts'
import { openParts, type Parts } from '../../commands/parts.ts'
import { assignedCase } from '../../commands/assigned-case.ts'
import { DEMO_FOLDER, startService, type Service } from '../../commands/service.ts'
import { receiptId } from '../../core/publish/receipt-id.ts'
import { noCrash } from '../../infra/faults/crash-point.ts'
import { inboxTopic } from '../../infra/event-log/topics.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { openTracing } from '../../infra/tracing/open.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { inForce } from '../fixtures/in-force.ts'
import { EMPTY_DATABASE } from '../fixtures/read-store.ts'
import { temporaryFolder, type TemporaryFolder } from '../fixtures/temporary-folder.ts'

const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }
const NO_LIMITS = { eventsPerSecond: 1e9, eventsBurst: 1e9, subjectEventsPerHour: 1e9, lookupsPerDay: 10 }
const PATIENCE_MS = 20_000
const POLL_MS = 5

export const SINGLE = 'application/cloudevents+json'
export const BATCH = 'application/cloudevents-batch+json'
export const STREAM = 'application/x-ndjson'

export interface Ask {
  readonly method?: 'GET' | 'POST'
  /** A reader's or an agency's id, whose token is sent. */
  readonly as?: string
  readonly ttl?: number
  readonly type?: string
  readonly body?: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer, whole: `text` is what must not say anything back. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Header lines and body. */
  readonly text: string
  /** Undefined for what is not JSON. */
  readonly json: unknown
}

/** The whole system in this process on a folder of its own, with the demo's agencies; log lines of every level are kept. */
export interface Running {
  /** Where the data folder is, for another start on it. */
  readonly folder: TemporaryFolder
  /** The data folder. */
  readonly data: string
  readonly parts: Parts
  readonly service: Service
  readonly clock: { now(): number; moveTo(time: number): void }
  readonly logged: readonly string[]
  readonly token: (as: string, ttl?: number) => Promise<string>
  readonly ask: (path: string, ask?: Ask) => Promise<Answer>
  /** Appends a value to an agency's inbox, as its own Kafka producer would; the id of the receipt to come. */
  readonly append: (agency: string, value: Uint8Array, headers: Readonly<Record<string, string>>) => Promise<string>
  /** A receipt as its agency reads it over HTTP, when its last entry is there. */
  readonly receipt: (agency: string, id: string) => Promise<ReceiptJson>
  /** Everything that `receipt` was given, as text. */
  readonly receipts: readonly string[]
  /** Publishes over HTTP without waiting; the receipt's id. */
  readonly publish: (event: CloudEventJson) => Promise<string>
  /** Publishes over HTTP and waits for the receipt, and until the timeline has the event. */
  readonly send: (event: CloudEventJson) => Promise<ReceiptJson>
  /** The case log that an event was placed in. */
  readonly caseOf: (event: CloudEventJson) => Promise<CaseLogId>
  /** Links readers of `readers.json` form to the case that events went to, under the case's name. */
  readonly link: (name: string, events: readonly CloudEventJson[], readers: readonly ReaderJson[]) => Promise<void>
  /** Stops the service, once; its data folder stays until `remove`. */
  stop(): Promise<void>
  remove(): void
}

const agencyOf = ({ source }: CloudEventJson): string => source.split('/')[2] ?? ''

/** The whole body; of a stream of server-sent events, which does not end, all up to its first event. */
async function contentOf(response: Response): Promise<string> {
  if (response.headers.get('content-type') !== 'text/event-stream') return response.text()
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece as Uint8Array, { stream: true })
    if (/^data:.*\n\n/m.test(text)) break
  }
  return text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export interface RunningOptions {
  /** Where the clock stands, milliseconds since the Unix epoch. */
  readonly at: number
  /** Readers beside those of the demo. */
  readonly readers?: readonly ReaderJson[]
  /** Agencies beside those of the demo. */
  readonly agencies?: readonly AgencyEntryJson[]
  /** Where another was before and has stopped; default: a folder of its own. */
  readonly on?: TemporaryFolder
  /** How long later entries of receipts wait (ms); default: not at all. */
  readonly laterEntryMs?: number
  /** Collector of spans; default: nothing is traced. */
  readonly tracesTo?: string
}

/** Starts it all. */
export async function startRunning({
  at,
  readers = [],
  agencies: more = [],
  on = temporaryFolder(),
  laterEntryMs = 0,
  tracesTo,
}: RunningOptions): Promise<Running> {
  const { path, remove } = on
  const data = join(path, 'data')
  const folder = readFolder(DEMO_FOLDER, { only: [] })
  const agencies = [...folder.agencies, ...more]
  const people = join(path, 'people')
  mkdirSync(people, { recursive: true })
  writeFileSync(join(people, 'readers.json'), JSON.stringify([...folder.readers, ...readers]))
  writeFileSync(join(people, 'agencies.json'), JSON.stringify(agencies))

  let now = at
  let stopped = false
  const clock = {
    now: () => now,
    moveTo: (time: number) => {
      now = Math.max(now, time)
    },
  }
  const logged: string[] = []
  const logger = createLog('trace', {
    write: (line) => {
      logged.push(line)
    },
  })
  const tracing = await openTracing({ endpoint: tracesTo, roles: ['control', 'timeline', 'intake', 'gateway'] })
  const parts = await openParts({
    tracing,
    data,
    clock,
    logger,
    crashPoint: noCrash,
    emptyDatabase: EMPTY_DATABASE,
    limits: NO_LIMITS,
    laterEntryMs,
  })
  const service = await startService(parts, {
    host: '127.0.0.1',
    port: 0,
    oidcIssuer: undefined,
    production: false,
    people,
    rateLimit: NO_LIMIT,
    publicLimit: NO_LIMIT,
  })
  await registerAgencies(parts, agencies)

  const token = async (as: string, ttl = 3600): Promise<string> =>
    service.identity.issueToken?.({ as, ttl }) ?? Promise.reject(new Error('no tokens'))
  const ask: Running['ask'] = async (url, { method = 'POST', as, ttl, type, body, headers = {} } = {}) => {
    const response = await fetch(`${service.origin}${url}`, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: {
        ...(as === undefined ? {} : { authorization: `Bearer ${await token(as, ttl)}` }),
        ...(type === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      redirect: 'manual',
    })
    const content = await contentOf(response)
    const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`)
    return { status: response.status, headers: response.headers, text: [...lines, '', content].join('\n'), json: parsed(content) }
  }

  /** A receipt tells its agency the agency's own reference, and nothing else of what it sent. */
  const withoutOwnRefs = (text: string): string => text.replaceAll(/"agency_record_ref":"(?:[^"\\]|\\.)*"/g, '"agency_record_ref":""')
  const known = new Map<string, ReceiptJson>()
  const cursors = new Map<string, string>()
  const texts: string[] = []
  const readOn = async (agency: string): Promise<void> => {
    const after = cursors.get(agency)
    const { status, text, json } = await ask(`/v1/receipts?limit=1000${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`, {
      method: 'GET',
      as: agency,
    })
    if (status !== 200) throw new Error(`GET /v1/receipts answered ${String(status)}.`)
    const { items, next } = json as { items: ReceiptJson[]; next: string | null }
    if (items.length > 0) texts.push(withoutOwnRefs(text))
    for (const item of items) known.set(`${agency} ${item.receipt}`, item)
    if (next !== null) cursors.set(agency, next)
  }
  const receipt: Running['receipt'] = async (agency, id) => {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await delay(POLL_MS)) {
      const found = known.get(`${agency} ${id}`)
      if (found?.final) return found
      await readOn(agency)
    }
    throw new Error('No receipt came.')
  }
  const publish: Running['publish'] = async (event) => {
    const { status, json } = await ask('/v1/events', { as: agencyOf(event), type: SINGLE, body: JSON.stringify(event) })
    const { results, errors } = json as { results?: { receipt?: string }[]; errors?: { code: string; pointer: string }[] }
    const wrong = (errors ?? []).map(({ code, pointer }) => `${code} ${pointer}`).join(', ')
    if (status !== 202) throw new Error(`An event of ${agencyOf(event)} (${event.type}) got ${String(status)}: ${wrong}.`)
    return results?.[0]?.receipt ?? ''
  }

  return {
    folder: on,
    data,
    parts,
    service,
    clock,
    logged,
    token,
    ask,
    receipt,
    publish,
    receipts: texts,
    append: async (agency, value, headers) => {
      const [appended] = await parts.log.append([{ topic: inboxTopic(agencyNamed(agency)), key: null, value, headers }])
      if (appended === undefined) throw new Error('Nothing was appended.')
      return receiptId(appended)
    },
    send: async (event) => {
      const final = await receipt(agencyOf(event), await publish(event))
      await inForce(parts)
      return final
    },
    caseOf: async (event) => {
      const placed = await assignedCase(parts.store, [event])
      if (placed === undefined) throw new Error('The event is on no case.')
      return placed.caseLog
    },
    link: (name, events, linked) => linkReaders(parts, [{ name, events }], linked),
    stop: async () => {
      if (stopped) return
      stopped = true
      await service.stop()
      await parts.close()
      await tracing?.close()
    },
    remove,
  }
}
