import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson } from '../../../commands/demo/folder.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { personEvidence } from '../../../core/linking/evidence.ts'
import { linkingSecret } from '../../../core/linking/tokens.ts'
import { cast } from '../../consumers/intake/events.ts'
import { inForce, readerOf, timelineOf } from '../reading.ts'
import { SINGLE, startRunning, type Running } from '../running.ts'
import { incidentOf } from './people.ts'

const PROBER = 'westmere-probation'
const PURPOSE = 'marac_risk_management'
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** An event of the prober about a man of a number that nobody has. */
const probe = (words: string, number: number, subject: object): CloudEventJson => {
  const event = incidentOf({ number }, words, { agency: PROBER })
  return {
    ...event,
    data: { ...event.data, subject: { key: 'P', ...subject, identifiers: [cast(number).crn] } },
  } as unknown as CloudEventJson
}

/** Every file below a folder. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())

describe('an agency that publishes made-up events to find out whether a man is known', () => {
  let running: Running
  const known = incidentOf({ number: 1 }, 'Known')
  const man = cast(1).subject
  const hit = probe('Probe', 4, { ...man, family_name: 'Quill' })
  const miss = probe('Pr0be', 15, { given_name: 'Orlando', family_name: 'Quell', birth_date: '1971-02-28' })
  const worker = readerOf('worker-of-his-case', 'police_officer', 'westmere-police', 'allocated')
  const chair = readerOf('chair-of-his-case', 'marac_chair', 'westmere-marac', 'listed')
  const barred = readerOf('chair-who-is-barred', 'marac_chair', 'norshire-marac', 'listed')
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2025-09-01T12:00:00Z'), readers: [worker, chair] })
    expect(await running.send(known)).toMatchObject({ status: 'accepted' })
    await inForce(running)
    await running.link('case', [known], [worker, chair])
    await inForce(running)
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })
  const get = async (path: string, as: string) => (await running.ask(path, { method: 'GET', as })).json
  const notes = async (): Promise<number> =>
    (await running.parts.store.db.selectFrom('case_event').select('event_id').where('type', '=', 'access.notified').execute()).length
  const shown = async () => [await get(`/v1/cases?purpose=${PURPOSE}`, chair.id), await timelineOf(running, chair, PURPOSE, known)]

  it('hears the same of him as of a man whom nobody knows: receipt, check, own publications and feed; readers of his case see no more of it', async () => {
    const before = await shown()
    expect(before[1]).toHaveLength(1)
    const told = async (event: CloudEventJson) => {
      const checked = await running.ask('/v1/events/check', { as: PROBER, type: SINGLE, body: JSON.stringify(event) })
      const receipt = await running.send(event)
      await inForce(running)
      const own = await running.ask(`/v1/publications/records/${event.id}`, { method: 'GET', as: PROBER })
      return JSON.parse(
        JSON.stringify([checked.status, checked.json, receipt, own.status, own.json])
          .replaceAll(JSON.stringify(event.data.subject).slice(1, -1), '')
          .replaceAll(UUID, 'id'),
      ) as unknown
    }
    const ofMiss = await told(miss)
    expect(await notes()).toBe(0)
    const ofHit = await told(hit)
    expect(await notes()).toBe(1)
    const withoutWords = (value: unknown): string =>
      JSON.stringify(value)
        .replaceAll(/Orlando|Quell|1971-02-28|Pr0be|X\d{6}|1993-\d\d-\d\d|1996-\d\d-\d\d|Callum|Quill|Probe|Doyle\w/g, '~')
        .replaceAll(/"(offset|at|published_at|receipt)":("[^"]*"|\d+)/g, '')
        .replaceAll(/"[A-Za-z0-9_-]{16,}"/g, '"opaque"')
    expect(withoutWords(ofHit)).toBe(withoutWords(ofMiss))
    expect(JSON.stringify(await shown())).toBe(JSON.stringify(before))
  }, 60_000)

  it('leaves on the list of his case who sent it and when, and nothing that it says, of whom, or in which case', async () => {
    const { items } = (await get('/v1/confirmations?purpose=audit', 'dpo')) as { readonly items: readonly object[] }
    expect(items).toHaveLength(1)
    expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(
      'case closes count due effect id kind latest overdue sender since until workers'.split(' ').toSorted(),
    )
    const line = JSON.stringify(items)
    const said = hit.data.subject as unknown as { readonly identifiers: readonly { readonly value: string }[] }
    for (const word of [hit.id, await running.caseOf(hit), 'Quill', 'Callum', 'Doyle', said.identifiers[0]?.value ?? '', hit.type])
      expect(line).not.toContain(word)
    for (const reader of [worker, barred, { id: 'nobody' }])
      expect(JSON.stringify(await get(`/v1/confirmations?purpose=${PURPOSE}`, reader.id).catch(() => ''))).not.toContain('possible_match')
  }, 60_000)

  it('keeps no token of a mistyped number anywhere, and is there no more once it is erased; what is kept verifies', async () => {
    const secret = linkingSecret(await running.parts.vault.secret('linking'))
    const { mistyped } = personEvidence(secret, hit.data.subject, 'subject')
    const tokens = mistyped?.() ?? []
    expect(tokens.length).toBeGreaterThan(10)
    const files = filesIn(running.data).map((path) => readFileSync(path))
    expect(tokens.filter((token) => files.some((bytes) => bytes.includes(token)))).toEqual([])
    const erasure = incidentOf({ number: 4 }, 'Erased', { agency: 'fixture-bus_operator' })
    const erased = {
      ...erasure,
      type: 'record.erased',
      data: {
        ...erasure.data,
        subject: hit.data.subject,
        harmed: [],
        details: { target_event: hit.id, reason: 'published_in_error', erased_on: '2025-09-01T12:00:00Z' },
      },
    } as unknown as CloudEventJson
    expect(await running.send(erased)).toMatchObject({ status: 'accepted' })
    await inForce(running)
    const notice = await running.parts.store.db.selectFrom('case_event').selectAll().where('type', '=', 'access.notified').execute()
    const kept = JSON.stringify(notice.map(({ index_part: part }) => Buffer.from(part).toString('latin1')))
    for (const word of ['Quill', 'Callum', 'Doyle', '1993', await running.caseOf(hit)]) expect(kept).not.toContain(word)
    const { findings, store } = await replayAndVerify(running.parts, {})
    expect([findings, store]).toEqual([[], []])
  }, 60_000)
})
