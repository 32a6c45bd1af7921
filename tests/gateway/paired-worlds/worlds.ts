import type { CaseEventRecord } from '../../../core/case/index-part.ts'
import { personTokens } from '../../../core/linking/person-tokens.ts'
import { evidenceOf } from '../../../core/linking/evidence.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import type { AgencyEvent } from '../../../schemas/codec/agency-event.ts'
import type { Policy } from '../../../policy/policy.ts'
import { policyReader } from '../../../gateway/read/readers.ts'
import { createVisitor, hiddenField, signIn, type Visitor } from '../../fixtures/browser-like.ts'
import { caseRecordOf, schemaFor } from '../../fixtures/case-records.ts'
import { currentPolicy } from '../../fixtures/current-policy.ts'
import { peopleOf, uuidOf } from '../../fixtures/demo-events.ts'
import { openEventStream, type EventStream } from '../../fixtures/event-stream.ts'
import { startTestGateway, type TestGateway } from '../../fixtures/gateway.ts'
import { ACCESS_LOG } from '../../../infra/event-log/topics.ts'
import { RECALLS_CONSUMER, recallsStep } from '../../../consumers/recalls/start.ts'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { schemasFolder } from '../../../schemas/index.ts'
import { insertMany } from '../../../infra/read-store/insert-many.ts'
import { createRandom } from '../../faults/random.ts'
import { agencyNamed, caseLogNamed } from '../../fixtures/ids.ts'
import { bearsOnOthers, linkOf, madeUp, withoutPairing, type MadeUp } from './made-up.ts'
import { OF_REQUEST } from '../../fixtures/of-request.ts'

/** What was compared, or why a pair was none. */
export interface PairResult {
  /** Events that only one of the worlds has. */
  readonly hidden: number
  /** Answers compared. */
  readonly answers: number
  /** Channels in which the worlds differ: paths, without ids. Must be none. */
  readonly differences: readonly string[]
}

export interface PairedWorlds {
  /**
   * Makes the pair of a seed and compares every answer; undefined when nothing of it could be taken away. `shown`: what is taken away is what the reader
   * sees, so that the worlds must differ.
   */
  compare(seed: number, options?: { readonly shown: true }): Promise<PairResult | undefined>
  /**
   * Makes the pair of a seed one after the other under an open live timeline: what it hears when what the reader may not know of comes into the case, and
   * whether it hears what the reader sees; undefined when there is nothing to hide, or no timeline.
   */
  follow(seed: number): Promise<{ readonly ofHidden: unknown; readonly ofShown: unknown } | undefined>
  close(): Promise<void>
}

/** Longer than a live timeline takes from one look to the next. */
const QUIET_MS = 800
const CASE_LOG = caseLogNamed(uuidOf('case log', 'paired worlds'))
const NOW = Date.parse('2026-02-01T12:00:00Z')
const REASON = 'A neighbour hears screams and a child; officers need to know what he has done before.'
const NO_LIMIT = { perSecond: 1e9, burst: 1e9 }

interface World {
  readonly gateway: TestGateway
  readonly visits: Map<string, Promise<Visitor>>
  /** Where access.log ended when the case of now was placed. */
  placedAt: number
}

const secretOf = (name: string): Buffer => Buffer.from(uuidOf('secret', name).replaceAll('-', '').padEnd(64, '0'), 'hex')

async function startWorld(policy: Policy): Promise<World> {
  const clock = { now: () => NOW }
  return {
    gateway: await startTestGateway({ policy, clock, rateLimit: NO_LIMIT, publicLimit: NO_LIMIT, secrets: secretOf }),
    visits: new Map(),
    placedAt: 0,
  }
}

/** The reader's decision over records, as event ids with what is done to each. */
async function decided(
  { gateway }: World,
  { reader, purpose }: MadeUp,
  records: readonly CaseEventRecord[],
): Promise<ReadonlyMap<string, string>> {
  const { reads } = gateway
  const { agencies } = await reads.readControl(gateway.readStore.db)
  const request = {
    reader: policyReader({ kind: 'reader', ...reader }, reads.secrets),
    purpose,
    channel: 'live' as const,
    justified: false,
  }
  const events = records.map(({ index }, at) => ({ sequence: at + 1, index }))
  const decision = reads.policy.decide({ request, logs: [{ caseLog: CASE_LOG, events }], agencies, now: new Date(NOW).toISOString() })
  return new Map(
    decision.events.map(({ sequence, caseLog, ...what }) => [events[sequence - 1]?.index.event_id ?? caseLog, JSON.stringify(what)]),
  )
}

/** What the link log knows of the people of events: their keyed tokens. */
const tokensOf = (events: readonly AgencyEvent[]) =>
  events.flatMap((event) => {
    const { subject, harmed } = evidenceOf(secretOf('linking'), schemaFor(event), event, [])
    return peopleOf(event).flatMap((person, at) =>
      personTokens([subject, ...harmed][at] ?? subject).map(({ kind, token }) => ({ person, kind, token, agency: agencyNamed('') })),
    )
  })

/** Puts these records in place of those before, at once. */
async function place(world: World, made: MadeUp, records: readonly CaseEventRecord[]): Promise<void> {
  const { gateway } = world
  const link = linkOf(made, CASE_LOG, secretOf('linking'))
  world.placedAt = await endOfLog(world)
  await gateway.readStore.db.transaction().execute(async (tx) => {
    const there = new Set(records.map(({ index }) => index.event_id))
    await tx.deleteFrom('link_token').execute()
    await insertMany(tx, 'link_token', tokensOf(made.events.filter(({ id }) => there.has(id))), { ignoreRepeats: true })
    for (const table of ['case_part', 'case_event', 'case_log', 'case_candidate'] as const) await tx.deleteFrom(table).execute()
    await gateway.placeRecords(
      [link, ...records],
      CASE_LOG,
      [{ kind: 'staff', value: staffToken(secretOf('linking'), `${made.reader.agency}:${made.reader.id}`) }],
      tx,
    )
  })
}

const endOfLog = async ({ gateway }: World): Promise<number> => (await gateway.eventLog.ranges(ACCESS_LOG))[0]?.end ?? 0

/** Has the read store know the reads since the case was placed, and none of before: of other people, of another case under the same id. */
async function indexReads(world: World): Promise<void> {
  const { eventLog, readStore, vault } = world.gateway
  const registry = createFolderRegistry({ folder: schemasFolder, clock: { now: () => NOW } })
  const step = await recallsStep({ vault, registry, logger: createLog('silent') })
  const records = await eventLog.read(ACCESS_LOG, 0, world.placedAt, 100_000)
  const prepared = await step.prepare([{ topic: ACCESS_LOG, partition: 0, records }])
  await readStore.db.transaction().execute(async (tx) => {
    for (const table of ['access_entry', 'access_case'] as const) await tx.deleteFrom(table).execute()
    await tx.deleteFrom('consumer_offset').where('consumer', '=', RECALLS_CONSUMER).execute()
    await step.apply(tx, { recalls: { readings: [], answers: [] }, access: prepared.access })
    const consumer = { consumer: RECALLS_CONSUMER, topic: ACCESS_LOG, partition: 0, next_offset: 1e9 }
    await tx.insertInto('consumer_offset').values(consumer).execute()
  })
}

/** The live timeline of a case. */
async function follow({ gateway }: World, { reader, purpose }: MadeUp): Promise<EventStream> {
  const id = gateway.reads.caseIds.outside(reader.agency, CASE_LOG)
  return openEventStream(`${gateway.origin}/v1/cases/${id}/timeline/stream?purpose=${purpose}`, await gateway.token(reader.id))
}

/** A visit of the reader for the purpose; begun once. */
function visitOf({ gateway, visits }: World, { reader, purpose }: MadeUp): Promise<Visitor> {
  const begin = async (): Promise<Visitor> => {
    const visitor = createVisitor(gateway.origin)
    const csrf = hiddenField((await signIn(visitor, reader.id)).text, 'csrf')
    await visitor.submit('/purpose', { csrf, purpose })
    return visitor
  }
  const key = `${reader.id} ${purpose}`
  const visit = visits.get(key) ?? begin()
  visits.set(key, visit)
  return visit
}

/** Everything that the reader can ask of the case, as text by channel, without what is of the one request alone. */
async function answers(world: World, made: MadeUp): Promise<ReadonlyMap<string, string>> {
  const { gateway } = world
  const { reader, purpose, events } = made
  const id = gateway.reads.caseIds.outside(reader.agency, CASE_LOG)
  const found = new Map<string, string>()
  const authorization = `Bearer ${await gateway.token(reader.id)}`
  const keep = (channel: string, status: number, headers: Headers, text: string): void => {
    const lines = [...headers]
      .filter(([name]) => !OF_REQUEST.has(name))
      .map(([name, value]) => `${name}: ${name === 'access-record' ? String(value.length) : value}`)
    // Cursors and ids of justifications are sealed anew each time: their length is compared. Forms carry the visit's token.
    const plain = text
      .replaceAll(/("(?:next|id)":"|cursor=)([A-Za-z0-9_-]{40,})/g, (_, name: string, sealed: string) => `${name}${String(sealed.length)}`)
      .replaceAll(/name="csrf" value="[^"]*"/g, '')
      .replaceAll(/"until":"[^"]*"/g, '')
      .replaceAll(gateway.origin, '')
    found.set(channel, [String(status), ...lines, plain].join('\n'))
  }
  const ask = async (path: string, body?: object): Promise<string> => {
    const response = await fetch(`${gateway.origin}${path}`, {
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    const text = await response.text()
    keep(path.replace(id, 'CASE').replace(/cursor=.*/, `cursor ${String(found.size)}`), response.status, response.headers, text)
    return text
  }
  const of = `purpose=${purpose}`
  const [first, last] = [events[0]?.data.occurred.from.slice(0, 10), events.at(-1)?.data.occurred.from.slice(0, 10)]
  for (const path of [
    `/v1/cases?${of}`,
    `/v1/cases/${id}?${of}`,
    `/v1/cases/${id}/timeline?${of}`,
    `/v1/cases/${id}/timeline?${of}&limit=1`,
    `/v1/cases/${id}/timeline?${of}&limit=5`,
    ...['F1', 'F2', 'F6'].map((family) => `/v1/cases/${id}/timeline?${of}&family=${family}`),
    `/v1/cases/${id}/timeline?${of}&agency=norshire-police&limit=2`,
    `/v1/cases/${id}/timeline?${of}&from=${first ?? ''}&to=${last ?? ''}`,
    `/v1/cases/${id}/pattern?${of}`,
    `/v1/cases/${id}/pattern?${of}&from=${first ?? ''}&to=${last ?? ''}`,
    `/v1/recalls?${of}`,
    `/v1/harm-reviews?${of}`,
    `/v1/break-glass?${of}`,
  ])
    await ask(path)
  const { items = [] } = JSON.parse(await ask(`/v1/cases/${id}/timeline?${of}&limit=200`)) as {
    readonly items?: readonly { readonly id: string }[]
  }
  for (const [at, item] of items.entries()) if (at % 3 === 0) await ask(`/v1/cases/${id}/timeline/${item.id}/explanation?${of}`)
  await ask(`/v1/cases/${id}/timeline/${'A'.repeat(22)}/explanation?${of}`)
  for (let next: string | null = ''; next !== null;) {
    const page = JSON.parse(await ask(`/v1/cases/${id}/timeline?${of}&limit=3${next === '' ? '' : `&cursor=${next}`}`)) as {
      readonly next?: string | null
    }
    next = page.next ?? null
  }
  const stream = await follow(world, made)
  const delivery = stream.status === 200 ? await stream.next() : undefined
  await stream.close()
  keep(
    'stream',
    stream.status,
    stream.headers,
    JSON.stringify([delivery?.event, delivery?.data, stream.status === 200 ? '' : stream.rest()]).replaceAll(/"record":"[^"]*"/g, ''),
  )
  await ask(`/v1/cases/${id}/justifications?${of}`, { words: REASON })
  await ask(`/v1/cases/lookup?${of}`, { scheme: 'PNC', value: '2011/0090211X', birth_date: '1993-05-08', reason: REASON })
  const visitor = await visitOf(world, made)
  for (let path: string | undefined = '/cases', pages = 0; path !== undefined && pages < 12; pages++) {
    const shown = await visitor.open(path)
    keep(`page ${String(pages)} ${path.split('?')[0]?.replace(id, 'CASE') ?? ''}`, shown.status, shown.headers, shown.text)
    path = path === '/cases' ? `/cases/${id}/timeline?limit=4` : /href="([^"]+)" rel="next"/.exec(shown.text)?.[1]?.replaceAll('&amp;', '&')
  }
  for (const page of ['', '/timeline?view=table&tactic=threat', '/pattern', '/risk', '/voice', '/sharing', '/print']) {
    const shown = await visitor.open(`/cases/${id}${page}`)
    // A printed page names its access record, which is random.
    keep(`page CASE${page}`, shown.status, shown.headers, shown.text.replaceAll(/Record [0-9a-f-]{36}/g, ''))
  }
  await indexReads(world)
  await ask(`/v1/cases/${id}/readers?${of}`)
  const readers = await visitor.open(`/cases/${id}/readers`)
  keep('page CASE/readers', readers.status, readers.headers, readers.text)
  return found
}

/** Two gateways with the same secrets, whose case differs in what a reader is not to know of. `policy`: default that of this installation. */
export async function startPairedWorlds(policy: Policy = currentPolicy()): Promise<PairedWorlds> {
  const [full, bare] = await Promise.all([startWorld(policy), startWorld(policy)])
  /** The pair of a seed: every event, and those of them that both worlds have. */
  const pairOf = async (seed: number, isShown: boolean) => {
    const random = createRandom(seed)
    const made = madeUp(random)
    const records = await Promise.all(made.events.map((event) => caseRecordOf(full.gateway.vault, event, CASE_LOG)))
    const link = linkOf(made, CASE_LOG, secretOf('linking'))
    const seen = await decided(full, made, [link, ...records])
    const chosen = made.events.filter((event) => seen.has(event.id) === isShown && !bearsOnOthers(event, made.events) && random() < 0.7)
    const away = new Set(withoutPairing(chosen, made.events).map(({ id }) => id))
    return { made, records, link, seen, away, kept: made.events.filter(({ id }) => !away.has(id)) }
  }
  return {
    compare: async (seed, options) => {
      const { made, records, link, seen, away, kept } = await pairOf(seed, options?.shown === true)
      if (away.size === 0) return undefined
      const fewer = await Promise.all(kept.map((event) => caseRecordOf(bare.gateway.vault, event, CASE_LOG)))
      const without = await decided(bare, made, [link, ...fewer])
      await place(full, made, records)
      await place(bare, made, fewer)
      const [one, other] = [await answers(full, made), await answers(bare, made)]
      const channels = [...new Set([...one.keys(), ...other.keys()])]
      return {
        hidden: away.size,
        answers: channels.length,
        differences: [
          ...(JSON.stringify([...seen]) === JSON.stringify([...without]) ? [] : ['decision']),
          ...channels.filter((channel) => one.get(channel) !== other.get(channel)),
        ],
      }
    },
    follow: async (seed) => {
      const { made, records, seen, away, kept } = await pairOf(seed, false)
      const isKept = new Set(kept.map(({ id }) => id))
      const fewer = records.filter(({ index }) => isKept.has(index.event_id))
      if (away.size === 0) return undefined
      await place(full, made, fewer.slice(0, -1))
      const stream = await follow(full, made)
      try {
        if ((await stream.next())?.event !== 'timeline') return undefined
        await place(full, made, fewer)
        const ofShown = await stream.next(seen.has(kept.at(-1)?.id ?? '') ? undefined : QUIET_MS)
        await place(full, made, records)
        return { ofShown: ofShown?.data, ofHidden: await stream.next(QUIET_MS) }
      } finally {
        await stream.close()
      }
    },
    close: async () => {
      await Promise.all([full.gateway.close(), bare.gateway.close()])
    },
  }
}
