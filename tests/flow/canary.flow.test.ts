import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson, ReaderJson } from '../../commands/demo/folder.ts'
import { loadCatalogue } from '../../schemas/index.ts'
import { uuidOf } from '../fixtures/demo-events.ts'
import { createVisitor, hiddenField, signIn } from '../fixtures/browser-like.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { headersOf, wireOf } from './bad-input/make.ts'
import type { Draft } from './bad-input/table.ts'
import { eventsOfEveryType } from './canary/every-type.ts'
import { CANARY, createMarker } from './canary/mark.ts'
import { createSearch, fileRowsOf, filesOf, recordsOf, rowsOf, type Place } from './canary/search.ts'
import { BATCH, SINGLE, startRunning, type Answer, type Running } from './running.ts'

const catalogue = loadCatalogue()
const AUDITOR = 'auditor'
const COORDINATOR = 'norshire-coordinator'
const MARAC = 'purpose=marac_risk_management'
const POSTCODE = 'ZZ99 3CZ'
const TELEPHONE = '07700 900461'

const placesOf = (where: string, texts: readonly string[]): readonly Place[] =>
  texts.map((text, at) => ({ where: `${where} ${String(at)}`, bytes: Buffer.from(text) }))
const agencyOf = ({ source }: CloudEventJson): string => source.split('/')[2] ?? ''

describe('personal data', () => {
  const marker = createMarker()
  const { mark } = marker
  const marked = eventsOfEveryType(catalogue).map((event) => {
    const schema = catalogue.types.get(event.type)
    if (schema === undefined) throw new Error('No such type.')
    return marker.event(event, schema)
  })
  const incident = (name: string, change: Readonly<Record<string, unknown>> = {}): Draft => {
    const like = marked.find(({ type }) => type === 'behaviour.incident-recorded') as Draft
    return { ...like, id: uuidOf('canary', name), data: { ...like.data, agency_record_ref: mark(name), ...change } }
  }
  const told = (description: string): Readonly<Record<string, unknown>> => ({ details: { ...incident('x').data.details, description } })
  const said = (name: string) => ({ key: mark(`${name} key`), given_name: mark(`${name} given`), family_name: mark(`${name} family`) })
  /** People whom nothing links. */
  const nobody = (name: string) => ({ subject: said(name), harmed: [{ ...said(`${name} harmed`), role: 'adult' }] })

  let running: Running
  /** Answers that are no disclosure to somebody who may read: none may say anything back. */
  const silent: string[] = []
  const written: string[] = []
  const restores: (() => void)[] = []
  const counts: Record<string, number> = {}
  const search = () => createSearch([...marker.planted, POSTCODE, TELEPHONE])
  const keep = (answer: Answer): Answer => {
    silent.push(answer.text)
    return answer
  }
  const publish = async (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}, type = SINGLE): Promise<Answer> =>
    keep(await running.ask('/v1/events', { as: 'norshire-police', type, body, headers }))
  const get = (path: string, as: string): Promise<Answer> => running.ask(path, { method: 'GET', as })

  beforeAll(async () => {
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write.bind(stream)
      restores.push(() => {
        stream.write = write
      })
      stream.write = (chunk: string | Uint8Array, ...rest: never[]) => {
        written.push(Buffer.from(chunk).toString('utf8'))
        return write(chunk, ...rest)
      }
    }
    running = await startRunning({ at: Date.parse('2025-09-01T12:00:00Z') })
  }, 120_000)
  afterAll(async () => {
    for (const restore of restores) restore()
    await running.stop()
    running.remove()
  })

  it('goes in with events of every type', async () => {
    const statuses = new Map<string, number>()
    const refused: string[] = []
    // One after the other: what a listing may rest on is said by another agency, in an inbox of its own.
    for (const event of marked) {
      const { status, errors } = await running.receipt(agencyOf(event), await running.publish(event))
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status !== 'accepted') refused.push(`${event.type} ${errors.map(({ code }) => code).join()}`)
    }
    expect([refused, Object.fromEntries(statuses)]).toEqual([[], { accepted: marked.length }])
    expect(marker.planted.size).toBeGreaterThan(400)
  }, 120_000)

  it('goes in with events that are rejected, held, waiting and broken, over HTTP and over the log', async () => {
    const wrong = incident('wrong', { occurred: { from: mark('wrong day'), precision: 'day' } })
    for (const type of [SINGLE, 'application/json', `text/${mark('type')}`]) await publish(JSON.stringify(wrong), {}, type)
    await publish(JSON.stringify([wrong, incident('in a batch')]), {}, BATCH)
    await publish(`{"${mark('key')}": ${mark('not JSON')}`)
    await publish(JSON.stringify({ ...wrong, [`${mark('name')} lives here`]: mark('value') }))
    await publish(JSON.stringify(wrong), { authorization: `Bearer ${mark('token')}.a.b` })
    keep(
      await running.ask('/v1/events', {
        type: SINGLE,
        body: JSON.stringify(wrong),
        headers: { authorization: `Basic ${mark('password')}` },
      }),
    )
    keep(await running.ask('/v1/events/check', { as: 'norshire-police', type: SINGLE, body: JSON.stringify(wrong) }))

    const held = await running.send(incident('held', told(`${mark('held words')} hides at ${POSTCODE}, ring ${TELEPHONE}.`)))
    const confirmed = await running.send(incident('confirmed', told(`${mark('confirmed words')} waited at 14 Zzcanary Street.`)))
    expect([held.status, confirmed.status]).toEqual(['held', 'held'])
    keep(await running.ask(`/v1/receipts/${confirmed.receipt}/confirm`, { as: 'norshire-police' }))
    keep(await running.ask(`/v1/receipts/${mark('receipt')}/confirm`, { as: 'norshire-police' }))
    keep(await running.ask(`/v1/receipts?after=${mark('cursor')}`, { method: 'GET', as: 'norshire-police' }))

    for (const name of ['waits', 'waits too']) expect((await running.send(incident(name, nobody(name)))).status).toBe('accepted')
    expect((await running.send({ ...incident('held'), time: '2025-01-01T12:00:00Z' })).status).toBe('accepted')
    const changed = { ...incident('other', told(mark('other words'))), id: incident('held').id }
    expect((await running.send(changed)).status).toBe('rejected')
    const value = wireOf(incident('over the log'))
    const broken = [
      [value.subarray(0, -3), headersOf(incident('cut'))],
      [Buffer.from(mark('no Avro')), headersOf(incident('text'))],
      [
        value,
        {
          ...headersOf(incident('headers')),
          ce_id: mark('id'),
          ce_time: mark('time'),
          ce_type: mark('type'),
          ce_source: `/agencies/${mark('agency').toLowerCase()}/${mark('system').toLowerCase()}`,
        },
      ],
      [value, { [mark('header')]: mark('header value') }],
    ] as const
    for (const [bytes, headers] of broken) {
      const id = await running.append('norshire-police', bytes, headers)
      expect((await running.receipt('norshire-police', id)).status).toBe('rejected')
    }
    counts.receipts = running.receipts.length
    expect(search()(placesOf('receipts', running.receipts))).toEqual([])
  }, 120_000)

  it('comes out to those who may read it, and to nobody who is refused', async () => {
    const coordinator: ReaderJson = {
      id: COORDINATOR,
      name: '',
      role: 'marac_coordinator',
      agency: agencyNamed('norshire-marac'),
      links: [{ case: 'case', link: 'listed' }],
    }
    const [first] = marked
    if (first === undefined) throw new Error('No events.')
    await running.link('case', [first], [coordinator])
    const id = running.service.reads.caseIds.outside(agencyNamed('norshire-marac'), await running.caseOf(first))
    const timeline = await get(`/v1/cases/${id}/timeline?${MARAC}&limit=200`, COORDINATOR)
    expect([timeline.status, timeline.text.toLowerCase().includes(CANARY)]).toEqual([200, true])
    await get(`/v1/cases?${MARAC}`, COORDINATOR)

    const refused = [
      [`/v1/cases/${id}/timeline?purpose=${mark('purpose')}`, COORDINATOR],
      [`/v1/cases/${id}/timeline?${MARAC}&from=${mark('from')}`, COORDINATOR],
      [`/v1/cases/${id}/timeline?${MARAC}&${mark('parameter')}=1`, COORDINATOR],
      [`/v1/cases/${id}/timeline?${MARAC}&cursor=${mark('page')}`, COORDINATOR],
      [`/v1/cases/${mark('case')}/timeline?${MARAC}`, COORDINATOR],
      [`/v1/cases/${mark('case')}?${MARAC}`, COORDINATOR],
      [`/v1/cases/${id}?${MARAC}`, 'westmere-coordinator'],
      [`/v1/cases/${id}/timeline?${MARAC}`, 'norshire-facilitator'],
      [`/v1/cases/${id}/timeline?${MARAC}`, 'norshire-police'],
      [`/${mark('nothing')}?${mark('q')}=${mark('v')}`, COORDINATOR],
      [`/v1/event-types/${mark('event type')}`, COORDINATOR],
      [`/subjects/${mark('subject')}/versions`, COORDINATOR],
      [`/v1/access-records/${mark('record')}`, AUDITOR],
      [`/v1/cases/%E0%A4%A?${mark('broken')}`, COORDINATOR],
      [`/v1/cases/${mark('long').repeat(1200)}?${MARAC}`, COORDINATOR],
    ] as const
    for (const [path, as] of refused) {
      const answer = keep(await get(path, as))
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    }
    keep(
      await running.ask('/v1/replays', {
        as: AUDITOR,
        type: 'application/json',
        body: JSON.stringify({ ids: [mark('replay')], [mark('replay key')]: 1 }),
      }),
    )
    const replayed = keep(await running.ask('/v1/replays', { as: AUDITOR, type: 'application/json', body: '{}' }))
    expect([replayed.status, Object.keys((replayed.json as { counts: object }).counts)]).toEqual([200, ['match']])
    keep(await get('/v1/access-records?limit=1000', AUDITOR))

    const visitor = createVisitor(running.service.origin)
    const choice = await signIn(visitor, COORDINATOR)
    const csrf = hiddenField(choice.text, 'csrf')
    const cases = await visitor.submit('/purpose', { csrf, purpose: 'marac_risk_management' })
    const page = await visitor.open(`${/href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(cases.text)?.[1] ?? ''}/timeline`)
    expect([page.status, page.text.toLowerCase().includes(CANARY)]).toEqual([200, true])
    const outside = [cases, page].flatMap(({ url, text, headers }) => [
      url,
      ...[...headers].map(String),
      ...[...text.matchAll(/<title>[^<]*|(?:href|action|src)="[^"]*"/g)].map(String),
    ])
    silent.push(...outside)
    for (const [path, fields] of [
      ['/purpose', { csrf, purpose: mark('chosen') }],
      ['/purpose', { csrf: mark('csrf') }],
      [`/cases/${mark('a page')}`, {}],
    ] as const) {
      const shown = await visitor.submit(path, fields)
      silent.push(shown.text, shown.url.replace(path, ''), [...shown.headers].map(String).join('\n'))
    }
    counts.answers = silent.length
    expect(search()(placesOf('answers', silent))).toEqual([])
  }, 120_000)

  it('is in no log line, and in no clear part of any log or table', async () => {
    const { parts, logged, data } = running
    counts.lines = logged.length
    const find = search()
    expect(logged.length).toBeGreaterThan(3)
    expect(find(placesOf('log line', logged))).toEqual([])
    expect(find(placesOf('output', written))).toEqual([])
    for (const [topic, places] of await recordsOf(parts.log, parts.registry)) {
      if (!topic.startsWith('agency.')) counts[topic] = places.length
      expect(find(places)).toEqual([])
    }
    expect(
      [counts['case.events'], counts['links.events'], counts['unlinked.events'], counts['control.events'], counts['access.log']].every(
        (count) => (count ?? 0) > 0,
      ),
    ).toBe(true)
    const tables = await rowsOf(parts.store)
    for (const [table, places] of tables) {
      counts[table] = places.length
      expect(find(places)).toEqual([])
    }
    await running.stop()
    const { inbox, record } = fileRowsOf(`${data}/log`)
    expect(find(record)).toEqual([])
    const files = filesOf(data)
    expect(find(files)).toEqual([])
    // The search finds what is there: types in the tables, and in the inboxes the agencies' own Avro with everything planted.
    expect(createSearch(['behaviour.incident-recorded'])(tables.get('case_event') ?? [])).not.toEqual([])
    const sent = new Set([...marker.planted].filter((text) => inbox.some(({ bytes }) => bytes.includes(text))))
    expect(sent.size).toBeGreaterThan(400)
    Object.assign(counts, { inboxRows: inbox.length, fileRows: record.length, files: files.length })
    process.stderr.write(
      `planted ${String(marker.planted.size)}, of them in inboxes ${String(sent.size)}; searched ${JSON.stringify(counts)}\n`,
    )
  }, 120_000)
})
