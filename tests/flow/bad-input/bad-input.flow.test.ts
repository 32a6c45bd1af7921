import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { agencyNamed } from '../../fixtures/ids.ts'
import { SINGLE, startRunning, type Answer, type Running } from '../running.ts'
import { inboxTopic } from '../../../infra/event-log/topics.ts'
import { badInputs } from './cases.ts'
import { goodEvent, POLICE, withDetails } from './make.ts'
import { MARK, type BadInput, type HttpInput, type OverHttp } from './table.ts'

interface FieldError {
  readonly pointer: string
  readonly code: string
}
interface Result {
  readonly status: string
  readonly receipt?: string
  readonly errors?: readonly FieldError[]
  readonly held?: readonly FieldError[]
}
interface Body {
  readonly status?: number
  readonly code?: string
  readonly errors?: readonly FieldError[]
  readonly results?: readonly Result[]
}

const MARKED = new RegExp(`.{0,60}${MARK}.{0,20}`, 'gi')
const NOW = Date.parse('2025-06-01T12:00:00Z')

/** What a way of the table is run with, where it can be said that way. */
const overHttp = badInputs.flatMap((bad) => (typeof bad.http === 'string' ? [] : [[bad.name, bad, bad.http] as const]))
const overLog = badInputs.flatMap((bad) => (typeof bad.log === 'string' ? [] : [[bad.name, bad, bad.log] as const]))

/** The first error of an answer: its own, or that of its first bad result. */
const firstError = ({ errors, results }: Body): FieldError | undefined =>
  errors?.[0] ?? results?.flatMap((result) => [...(result.errors ?? []), ...(result.held ?? [])])[0]

describe('bad input', () => {
  let running: Running
  let count = 0
  /** How much of what was logged and received has been looked through. */
  let looked = { lines: 0, receipts: 0 }
  beforeAll(async () => {
    running = await startRunning({ at: NOW })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  const fresh = () => goodEvent(String((count += 1)))
  const kept = async (): Promise<number> => (await running.parts.log.ranges(inboxTopic(POLICE)))[0]?.end ?? 0
  const request = ({ type = SINGLE, body, headers = {}, as = POLICE, ttl }: HttpInput) => ({
    type,
    body,
    headers,
    ...(as === null ? {} : { as }),
    ...(ttl === undefined ? {} : { ttl }),
  })
  /** Where a text has the mark, with a little around it. */
  const saysNothingBack = (text: string): void => {
    expect([...text.matchAll(MARKED)].map(([found]) => found)).toEqual([])
  }
  const accepted = async (bad: BadInput, good: ReturnType<typeof fresh>): Promise<void> => {
    for (const event of bad.before?.(good) ?? []) expect((await running.send(event)).status).toBe('accepted')
  }
  afterEach(async () => {
    expect(await running.send(fresh())).toMatchObject({ status: 'accepted', errors: [] })
    const seen = [...running.logged.slice(looked.lines), ...running.receipts.slice(looked.receipts)]
    looked = { lines: running.logged.length, receipts: running.receipts.length }
    saysNothingBack(seen.join('\n'))
  })

  const answered = (answer: Answer, { status, code, pointer }: { status: number; code: string; pointer?: string }): void => {
    const body = answer.json as Body
    const error = firstError(body)
    expect({ status: answer.status, code: error?.code ?? body.code, pointer: error?.pointer }).toEqual({ status, code, pointer })
    if (status >= 400) expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    saysNothingBack(answer.text)
  }
  /** What check says: the verdict of an event alone is no refusal of the request, and nobody's earlier events are looked at. */
  const checked = ({ status, code, pointer, receipt }: OverHttp, answer: Answer): void => {
    // What is no list of events is refused as a whole here too.
    const judged = status === 422 && !(pointer === '' && answer.status === 422) ? 200 : status
    if (receipt === 'rejected') expect([answer.status, (answer.json as Body).results?.[0]?.status]).toEqual([200, 'accepted'])
    else answered(answer, { status: judged === 202 ? 200 : judged, code, ...(pointer === undefined ? {} : { pointer }) })
  }

  it.each(overHttp)(
    'over HTTP: %s is answered with its code and pointer, and the next good event is accepted',
    async (_name, bad, http) => {
      const good = fresh()
      const input = request(http.request(good))
      const before = await kept()
      checked(http, await running.ask('/v1/events/check', input))
      expect(await kept()).toBe(before)

      await accepted(bad, good)
      const from = await kept()
      const answer = await running.ask('/v1/events', input)
      const { results = [] } = answer.json as Body
      const taken = results.flatMap(({ receipt }) => receipt ?? [])
      expect(await kept()).toBe(from + taken.length)
      if (http.receipt !== 'rejected') answered(answer, http)
      else expect([answer.status, results.map(({ status }) => status)]).toEqual([202, ['received']])
      for (const id of taken) {
        const { status, errors } = await running.receipt(POLICE, id)
        expect(status).toBe(http.receipt ?? 'accepted')
        if (http.receipt) expect(errors[0]).toMatchObject({ code: http.code, pointer: http.pointer })
      }
    },
  )

  it.each(overLog)(
    'over the log: %s is answered with its code and pointer, and the next good event is accepted',
    async (_name, bad, log) => {
      const good = fresh()
      await accepted(bad, good)
      const { value, headers = {} } = log.record(good)
      const present = Object.entries(headers).flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]))
      const receipt = await running.receipt(POLICE, await running.append(POLICE, value, Object.fromEntries(present)))
      const [error] = receipt.errors
      expect([receipt.status, error?.code, error?.pointer]).toEqual([log.receipt ?? 'rejected', log.code, log.pointer])
    },
  )

  it('a held event is released by its confirmation alone, once, and is then on the timeline', async () => {
    const event = withDetails(fresh(), { description: `He waited for ${MARK} at 12 Orchard Street.` })
    const held = await running.send(event)
    await expect(running.caseOf(event)).rejects.toThrow()
    const others = await running.ask(`/v1/receipts/${held.receipt}/confirm`, { as: 'westmere-police' })
    expect(others.status).toBe(404)
    const confirmed = await running.ask(`/v1/receipts/${held.receipt}/confirm`, { as: POLICE })
    expect(confirmed.status).toBe(202)
    saysNothingBack(confirmed.text)
    const receipt = await running.receipt(POLICE, (confirmed.json as Body).results?.[0]?.receipt ?? '')
    expect(receipt).toMatchObject({ status: 'accepted', errors: [], event_id: event.id })

    const again = await running.ask(`/v1/receipts/${held.receipt}/confirm`, { as: POLICE })
    const repeated = await running.receipt(POLICE, (again.json as Body).results?.[0]?.receipt ?? '')
    expect(repeated.status).toBe('repeated')

    await running.link(
      'case',
      [event],
      [
        {
          id: 'norshire-coordinator',
          name: '',
          role: 'marac_coordinator',
          agency: agencyNamed('norshire-marac'),
          links: [{ case: 'case', link: 'listed' }],
        },
      ],
    )
    const id = running.service.reads.caseIds.outside(agencyNamed('norshire-marac'), await running.caseOf(event))
    const timeline = await running.ask(`/v1/cases/${id}/timeline?purpose=marac_risk_management&limit=200`, {
      method: 'GET',
      as: 'norshire-coordinator',
    })
    const words = (timeline.json as { items: { data: { details?: { description?: string } } }[] }).items.map(
      ({ data }) => data.details?.description,
    )
    expect(words.filter((text) => text?.includes('12 Orchard Street'))).toHaveLength(1)
  })
})
