import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFolder, type CloudEventJson } from '../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { hasVerdictInCase } from '../../core/publish/in-case/judged-by.ts'
import { receiptsTopic } from '../../infra/event-log/topics.ts'
import type { Feed } from '../../producers/feed/health.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { loadCatalogue, loadExamples } from '../../schemas/index.ts'
import { uuidOf } from '../fixtures/demo-events.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { OWN_SEQUENCES } from '../never-tells/silence/own-sequences.ts'
import { demoJson, eventsOfEveryType } from './canary/every-type.ts'
import { inForce } from './reading.ts'
import { startRunning, type Running } from './running.ts'

const AT = Date.parse('2025-09-01T12:00:20Z')
const DUE = Date.parse('2025-09-01T12:02:00Z')
const { agencies } = readFolder(DEMO_FOLDER, { only: [] })
const typeOf = new Map(agencies.map(({ agency, type }) => [agency, type]))
const agencyOf = ({ source }: CloudEventJson): AgencyId => agencyNamed(source.split('/')[2] ?? '')

/** Agencies that publish what is compared, one of a kind; all others are others. The bus operator is neither: it acts for all. */
const SENDERS = new Set([
  'fixture-police',
  ...[...new Set(typeOf.values())]
    .filter((type) => type !== 'bus_operator')
    .flatMap((type) => agencies.filter((one) => one.type === type).at(-1)?.agency ?? []),
])

/** What others publish in one of the worlds: the demo and an event of every other type, said by agencies of the same kinds that are no senders. */
const others = eventsOfEveryType(loadCatalogue()).flatMap((event) => {
  const other = agencies.find(({ agency, type }) => type !== 'bus_operator' && type === typeOf.get(agencyOf(event)) && !SENDERS.has(agency))
  return other === undefined ? [] : [{ ...event, source: `/agencies/${other.agency}/records` }]
})

const idOf = (id: string): string => uuidOf('silence', id)
const published = new Set(eventsOfEveryType(loadCatalogue()).map(({ id }) => id))

/** With the ids of the sender's own events where it quotes events. */
const quotingOwn = (value: unknown): unknown => {
  if (typeof value === 'string') return published.has(value) ? idOf(value) : value
  if (Array.isArray(value)) return value.map(quotingOwn)
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, quotingOwn(inner)]))
    : value
}

const withoutIdentifiers = (person: CloudEventJson['data']['subject']): CloudEventJson['data']['subject'] =>
  Object.assign({ ...person }, { identifiers: [] })

/** An event as a sender of that kind says it, who knows of the perpetrator no more than his name and birth date, so that whether it is linked is up to the others. */
function asSender(event: CloudEventJson): readonly CloudEventJson[] {
  const sender = agencies.find(({ agency, type }) => type === typeOf.get(agencyOf(event)) && SENDERS.has(agency))
  return sender === undefined
    ? []
    : [
        {
          ...event,
          id: idOf(event.id),
          source: `/agencies/${sender.agency}/records`,
          time: new Date(AT).toISOString(),
          data: {
            ...(quotingOwn(event.data) as CloudEventJson['data']),
            recorded_at: new Date(AT).toISOString(),
            subject: withoutIdentifiers(event.data.subject),
          },
        },
      ]
}

const firstOfEachType = (events: readonly CloudEventJson[]): readonly CloudEventJson[] =>
  [...new Map(events.toReversed().map((event) => [event.type, event])).values()].toReversed()
const ofEveryType = firstOfEachType(eventsOfEveryType(loadCatalogue())).flatMap(asSender)

const [incident] = demoJson().filter(({ type }) => type === 'behaviour.incident-recorded')
const [herName] = demoJson()
  .flatMap(({ data }) => data.harmed as readonly { readonly given_name?: string; readonly family_name?: string }[])
  .filter(({ family_name: name }) => name !== undefined)
const [opened] = eventsOfEveryType(loadCatalogue()).filter(({ type }) => type === 'case.opened')

/** Probes of an agency with no part in a case: texts that name its harmed people, a guessed id of its case, its perpetrator by identifier. */
function probes(): readonly CloudEventJson[] {
  if (incident === undefined) throw new Error('The demo has no incident.')
  const like = (name: string, data: object): CloudEventJson =>
    ({
      ...incident,
      id: uuidOf('probe', name),
      source: '/agencies/fixture-police/records',
      time: new Date(AT).toISOString(),
      data: {
        ...incident.data,
        recorded_at: new Date(AT).toISOString(),
        subject: { key: 'P', given_name: 'Nobody', family_name: 'Known', identifiers: [] },
        ...data,
        harmed: [
          { ...incident.data.harmed[0], key: 'V', given_name: 'Nobody', family_name: 'Either', birth_date: '1991-01-01', identifiers: [] },
        ],
      },
    }) as unknown as CloudEventJson
  const words = `${herName?.given_name ?? ''} ${herName?.family_name ?? ''} was seen there.`
  const details = { ...(incident.data.details as object), description: words }
  const caseId = (opened?.data.details as { readonly case_id?: string }).case_id ?? ''
  return [
    like('a text that names her', { details }),
    like('a text about nobody', { details: { ...details, description: 'Somebody was seen there.' } }),
    like('a guessed id', { case_refs: [caseId], details }),
    like('another id', { case_refs: ['C-0000'], details }),
    like('him', { subject: incident.data.subject, details }),
  ]
}

type Json = Readonly<Record<string, unknown>>

/**
 * What is judged by what its sender itself published: said of him and her by name alone, so that nothing links it but what others said, to which it refers. In one world each
 * event is in his case, in the other each waits.
 */
const ownSequences = OWN_SEQUENCES.map(({ rule, kind, steps }) => {
  const about = (example: Json): Json => {
    if (incident === undefined) throw new Error('The demo has no incident.')
    const { subject, harmed } = incident.data
    const { given_name: given, family_name: family } = harmed[0] as Json
    return {
      subject: withoutIdentifiers(subject),
      based_on: [incident.id],
      recorded_at: new Date(AT).toISOString(),
      harmed: (example.harmed as readonly Json[]).map(({ key, role, relationship }) => ({
        key,
        role,
        relationship,
        given_name: given,
        family_name: family,
        identifiers: [],
      })),
    }
  }
  const sender = agencies.find(({ agency, type }) => type === kind && SENDERS.has(agency))
  const said = steps({ name: `own-${rule}`, agency: sender?.agency ?? '', examples: loadExamples(), about })
  return { rule, said: said.map((step) => ({ ...step, event: { ...step.event, time: new Date(AT).toISOString() } })) }
})

/** Whatever a sender gets back: entries of receipts to the byte with the moment at which each was written, over HTTP too, and the health of its feed. */
async function heardIn(running: Running, agency: AgencyId) {
  const log = await running.parts.log.read(receiptsTopic(agency), 0, 0, 10_000)
  const ask = async (path: string): Promise<unknown> => (await running.ask(path, { method: 'GET', as: agency })).json
  // A token is of its own moment.
  const {
    agency: asked,
    events,
    import: imports,
    receipts: counts,
    schemas,
  } = (await ask('/v1/feed')) as Feed & { readonly agency: string }
  const { items } = (await ask('/v1/receipts?limit=1000')) as { readonly items: readonly Item[] }
  return {
    written: log.map(({ offset, timestamp, value }) => [offset, timestamp, value.toString('hex')]),
    items,
    feed: { asked, events, imports, schemas },
    counts,
  }
}

const entriesIn = async ({ parts }: Running, senders: readonly string[]): Promise<number> =>
  (await Promise.all(senders.map(async (agency) => (await parts.log.ranges(receiptsTopic(agencyNamed(agency))))[0]?.end ?? 0))).reduce(
    (sum, end) => sum + end,
    0,
  )

async function until(count: number, counted: () => Promise<number>): Promise<void> {
  for (const end = performance.now() + 30_000; (await counted()) < count;) {
    if (performance.now() > end) throw new Error('Receipts are missing.')
    await delay(20)
  }
}

interface Item {
  readonly receipt: string
  readonly event_id: string
  readonly type: string
  readonly status: string
  readonly final: boolean
  readonly errors: readonly { readonly code: string }[]
  readonly warnings: readonly { readonly code: string }[]
}

interface Answered {
  readonly results?: readonly { readonly receipt?: string }[]
}

/** What G11 and G13 say rests on what others published: rows of the table of domain model D.11 (6). */
const BY_THE_TABLE = new Set(['marac.case-listed', 'oocr.considered'])

describe('what a sender gets back', () => {
  const sent = [...ofEveryType, ...probes(), ...ownSequences.flatMap(({ said }) => said.map(({ event }) => event))]
  const senders = [...new Set(sent.map(agencyOf))]
  const worlds: Running[] = []
  const heard: Awaited<ReturnType<typeof heardIn>>[][] = []
  const answers: Answered[][] = []
  beforeAll(async () => {
    for (const published of [others, []]) {
      const running = await startRunning({ at: AT, laterEntryMs: 60_000 })
      worlds.push(running)
      let placed = 0
      for (const event of published) {
        const { json } = await running.ask('/v1/events', {
          as: agencyOf(event),
          type: 'application/cloudevents+json',
          body: JSON.stringify(event),
        })
        if ((json as Answered).results !== undefined) placed++
      }
      await until(placed, () => entriesIn(running, [...new Set(published.map(agencyOf))]))
      await inForce(running)
      const said: Answered[] = []
      for (const event of sent)
        said.push(
          (await running.ask('/v1/events', { as: agencyOf(event), type: 'application/cloudevents+json', body: JSON.stringify(event) }))
            .json as Answered,
        )
      answers.push(said)
      const taken = said.filter(({ results }) => results !== undefined).length
      await until(taken, () => entriesIn(running, senders))
      running.clock.moveTo(DUE - 1)
      await delay(200)
      expect(await entriesIn(running, senders)).toBe(taken)
      const firsts = (await Promise.all(senders.map((agency) => heardIn(running, agency)))).flatMap(({ items }) => items)
      running.clock.moveTo(DUE)
      await until(taken + firsts.filter(({ final }) => !final).length, () => entriesIn(running, senders))
      heard.push(await Promise.all(senders.map((agency) => heardIn(running, agency))))
    }
  }, 240_000)
  afterAll(async () => {
    for (const world of worlds) {
      await world.stop()
      world.remove()
    }
  })

  it('is the same whether others published of the same people or not: answers, entries of receipts in their order and to the byte, the moment of each, and the feed', () => {
    expect(sent.length).toBeGreaterThan(70)
    expect(answers[1]).toEqual(answers[0])
    const silent = (world: (typeof heard)[number] | undefined) =>
      world?.map(({ items, feed, counts, written }) => ({
        items: items.filter(({ type }) => !BY_THE_TABLE.has(type)),
        feed,
        counts: items.some(({ type }) => BY_THE_TABLE.has(type)) ? undefined : counts,
        moments: written.map(([offset, moment]) => [offset, moment]),
      }))
    expect(silent(heard[1])).toEqual(silent(heard[0]))
  })

  it.each(ownSequences)(
    'by $rule is the verdict on what its sender published itself, whether that is in a case or waits',
    async ({ rule, said }) => {
      const inCase = await Promise.all(
        worlds.map(async ({ parts }) =>
          (await parts.store.db.selectFrom('link_claim').select('event_id').execute()).map((row) => row.event_id),
        ),
      )
      const taken = said.filter(({ rejected }) => rejected.length === 0)
      expect(inCase.map((ids) => taken.filter(({ event }) => ids.includes(event.id)).length)).toEqual([taken.length, 0])
      for (const world of heard) {
        const entries = world.flatMap(({ items }) => items)
        const told = said.map(({ event }) => {
          const [first, last = first] = entries.filter((item) => item.event_id === event.id)
          return [
            event.data.agency_record_ref,
            last?.errors.map(({ code }) => code),
            last?.warnings.map(({ code }) => code).filter((code) => code === rule),
            last?.status === 'rejected',
          ]
        })
        expect(told).toEqual(
          said.map(({ event, rejected, warned }) => [event.data.agency_record_ref, rejected, warned, rejected.length > 0]),
        )
      }
    },
  )

  it('has a later entry, at one whole minute and in the same order, for each event that was taken of the types of which something is judged in the case', () => {
    for (const { items, written } of heard.flat()) {
      const first = items.filter((item, at) => items.findIndex(({ receipt }) => receipt === item.receipt) === at)
      const wanted = first.map(({ type, status }) => !(hasVerdictInCase(type) && (status === 'accepted' || status === 'repeated')))
      expect(first.map(({ final }) => final)).toEqual(wanted)
      expect(items.slice(first.length).map(({ receipt, final }) => [receipt, final])).toEqual(
        first.filter(({ final }) => !final).map(({ receipt }) => [receipt, true]),
      )
      expect(written.map(([, moment]) => moment)).toEqual(items.map((_, at) => (at < first.length ? AT : DUE)))
    }
  })

  it('is compared between worlds in which different events are linked', async () => {
    const linked = await Promise.all(
      worlds.map(async ({ parts }) =>
        (await parts.store.db.selectFrom('case_event').select('event_id').where('agency', 'in', senders).execute()).map(
          (row) => row.event_id,
        ),
      ),
    )
    expect(linked[0]?.filter((id) => linked[1]?.includes(id) !== true).length).toBeGreaterThan(5)
    expect(answers[0]?.filter(({ results }) => results === undefined)).toEqual([])
  })
})
