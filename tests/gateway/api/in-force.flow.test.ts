import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readEvents, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { readerOf, timelineOf } from '../../flow/reading.ts'
import { BATCH, SINGLE, startRunning, STREAM, type Running } from '../../flow/running.ts'

interface Result {
  readonly status: string
  readonly in_force?: boolean | 'not_told'
  readonly in_force_detail?: string
}

describe('an event that takes effect for readers', () => {
  let running: Running
  const linnet = readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl'))
  const [incident, second] = linnet as [CloudEventJson, CloudEventJson]
  const worker = readerOf('westmere-officer', 'police_specialist', 'westmere-police', 'allocated')
  const coordinator = readerOf('westmere-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
  const retraction = (name: string, target: string): CloudEventJson => ({
    ...incident,
    id: uuidOf('in force', name),
    type: 'record.retracted',
    data: { ...incident.data, harmed: [], details: { target_event: target, reason: 'duplicate', harm_review_needed: false } },
  })
  const post = async (type: string, body: string, as = 'westmere-police'): Promise<readonly Result[]> => {
    const { status, json } = await running.ask('/v1/events', { as, type, body })
    expect(status).toBe(202)
    return (json as { readonly results: readonly Result[] }).results
  }
  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2025-09-01T12:00:00Z') })
    for (const event of [incident, second]) await running.send(event)
    await running.link('case', [incident], [coordinator, worker])
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  it('answers a sender whose people have a link to the case when no read that begins after the answer shows what it took away', async () => {
    const types = async () => (await timelineOf(running, coordinator, 'marac_risk_management', incident)).map(({ type }) => type)
    expect(await types()).toContain('behaviour.incident-recorded')
    const [result] = await post(SINGLE, JSON.stringify(retraction('one', incident.id)))
    expect(result).toMatchObject({ status: 'received', in_force: true })
    expect(await types()).not.toContain('behaviour.incident-recorded')
  })

  it('says the same to everybody else, of one in a case and of one that no case is known for: that it is not told, and whom to ring', async () => {
    const consent = linnet.find(({ type }) => type === 'consent.recorded')
    if (consent === undefined) throw new Error('LINNET has no consent.')
    const [woman] = consent.data.harmed
    const unlinked = {
      ...consent,
      id: uuidOf('in force', 'unlinked'),
      data: {
        ...consent.data,
        subject: { key: 'LP1', given_name: 'Nobody', family_name: 'Known' },
        harmed: [{ ...woman, identifiers: [], given_name: 'Nobody', family_name: 'Either', birth_date: '1991-01-01' }],
      },
    }
    const known = { ...consent, id: uuidOf('in force', 'linked') }
    const [ofNobody, ofThem] = [
      await post(SINGLE, JSON.stringify(unlinked), 'westmere-maternity'),
      await post(SINGLE, JSON.stringify(known), 'westmere-maternity'),
    ]
    const told = ({ in_force: inForce, in_force_detail: detail }: Result) => ({ inForce, detail })
    expect(
      await running.parts.store.db.selectFrom('case_event').select('event_id').where('event_id', 'in', [unlinked.id, known.id]).execute(),
    ).toEqual([{ event_id: known.id }])
    expect(ofNobody.map(told)).toEqual([{ inForce: 'not_told', detail: expect.stringContaining('ring the coordinator') }])
    expect(ofThem.map(told)).toEqual(ofNobody.map(told))
  })

  it('is told apart in a batch; a big batch does not wait for it', async () => {
    const like = (name: string): CloudEventJson => ({ ...second, id: uuidOf('in force', name) })
    const small = await post(BATCH, JSON.stringify([like('a'), retraction('two', second.id)]))
    expect(small.map((result) => result.in_force)).toEqual([undefined, true])
    const many = [retraction('three', uuidOf('in force', 'a')), ...Array.from({ length: 60 }, (_, at) => like(`bulk ${String(at)}`))]
    expect((await post(STREAM, many.map((event) => JSON.stringify(event)).join('\n')))[0]).toMatchObject({
      status: 'received',
      in_force: false,
    })
  })
})
