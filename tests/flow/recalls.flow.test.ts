import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { caughtUp } from '../../commands/catch-up.ts'
import { readEvents, type CloudEventJson } from '../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../commands/service.ts'
import { RECALLS_CONSUMER } from '../../consumers/recalls/start.ts'
import { reapplyErasures } from '../../consumers/timeline/reapply-erasures.ts'
import { rebuildTimeline } from '../../consumers/timeline/rebuild.ts'
import { timelineHashes } from '../../consumers/timeline/table-hash.ts'
import { verifyTimeline } from '../../consumers/timeline/verify.ts'
import { trimInboxes } from '../../consumers/intake/trim-inboxes.ts'
import type { RecallItem } from '../../gateway/read/recall-item.ts'
import type { TimelineItem } from '../../gateway/read/item.ts'
import { ACCESS_LOG } from '../../infra/event-log/topics.ts'
import { eventScope } from '../../infra/vault/event-scope.ts'
import { partKeys } from '../../infra/vault/part-keys.ts'
import { openSqliteVault } from '../../infra/vault/sqlite/vault.ts'
import { createVisitor, hiddenField, signIn } from '../fixtures/browser-like.ts'
import { uuidOf } from '../fixtures/demo-events.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { confirm } from './confirm.ts'
import { inForce, readerOf, timelineOf } from './reading.ts'
import { startRunning, type Running } from './running.ts'

const MARAC = 'marac_risk_management'
const OPERATOR = '/agencies/fixture-bus_operator/records'
const DAY = 86_400_000
const START = Date.parse('2025-09-01T12:00:00Z')
const CANARY = 'the green caravan by the weir'

const demo = readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl'))
const named = (reference: string): CloudEventJson => {
  const found = demo.find(({ data }) => data.agency_record_ref === reference)
  if (found === undefined) throw new Error(`The demo has no ${reference}.`)
  return found
}

const files = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })

describe('what changed since it was read', () => {
  let running: Running
  const reader = readerOf('westmere-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
  const other = readerOf('second-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
  const barred = readerOf('third-coordinator', 'marac_coordinator', 'westmere-marac', 'listed')
  const manager = readerOf('westmere-case-manager', 'perp_case_manager', 'westmere-drive', 'allocated')
  const first = named('LINNET-01')
  const incidents = ['a', 'b', 'c', 'd'].map((name): CloudEventJson => ({
    ...first,
    id: uuidOf('recall', name),
    data: {
      ...first.data,
      agency_record_ref: `recall-${name}`,
      details: { ...(first.data.details as object), description: name === 'd' ? CANARY : `Account ${name}` },
    },
  })) as unknown as readonly [CloudEventJson, CloudEventJson, CloudEventJson, CloudEventJson]
  const [corrected, retracted, contested, erased] = incidents
  const based: CloudEventJson = {
    ...first,
    id: uuidOf('recall', 'based'),
    data: {
      ...first.data,
      agency_record_ref: 'recall-based',
      based_on: [retracted.id],
      details: { ...(first.data.details as object), description: 'Rests on b' },
    },
  }

  const statement = (type: string, target: CloudEventJson, details: object, source = target.source): CloudEventJson => ({
    ...target,
    id: uuidOf(type, target.id),
    source,
    type,
    data: {
      ...target.data,
      agency_record_ref: uuidOf('ref', type, target.id),
      harmed: [],
      details: { target_event: target.id, ...details },
    },
  })
  const send = async (event: CloudEventJson): Promise<void> => {
    expect(await running.send(event)).toMatchObject({ status: 'accepted' })
    await inForce(running)
  }
  const see = (who: typeof reader, purpose = MARAC): Promise<readonly TimelineItem[]> => timelineOf(running, who, purpose, first)
  const settled = (): Promise<void> => caughtUp(running.parts.log, running.parts.store, RECALLS_CONSUMER, ACCESS_LOG)
  const recalls = async (who: typeof reader, purpose = MARAC): Promise<readonly RecallItem[]> => {
    await settled()
    const { status, json } = await running.ask(`/v1/recalls?purpose=${purpose}`, { method: 'GET', as: who.id })
    expect(status).toBe(200)
    return (json as { items: RecallItem[] }).items
  }
  const kinds = async (who: typeof reader): Promise<readonly (string | undefined)[]> =>
    (await recalls(who)).map(({ entry }) => entry?.what).sort()

  beforeAll(async () => {
    running = await startRunning({ at: START, readers: [other, barred] })
    for (const event of [first, ...incidents, based]) await send(event)
    await running.link('case', [first], [reader, other, barred, manager])
    await see(reader)
    await see(barred)
    await see(manager, 'perpetrator_intervention')
    running.clock.moveTo(START + DAY)
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  it('is nothing while nothing changed', async () => {
    expect(await recalls(reader)).toEqual([])
  })

  it('a correction, a withdrawal and a dispute are told to who read the old version, and to nobody else', async () => {
    const before = await see(reader)
    const idOf = (text: string) => before.find(({ data }) => JSON.stringify(data).includes(text))?.id
    const replacement: CloudEventJson = {
      ...corrected,
      id: uuidOf('recall', 'a2'),
      data: {
        ...corrected.data,
        agency_record_ref: 'recall-a2',
        corrects: corrected.id,
        details: { ...(corrected.data.details as object), description: 'Account a, put right' },
      },
    }
    await send(replacement)
    await send(
      statement('record.corrected', corrected, {
        replacement_event: replacement.id,
        corrected_fields: 'description',
        reason: 'Wrong words',
      }),
    )
    await send(statement('record.retracted', retracted, { reason: 'wrong_person', harm_review_needed: true }))
    await send(
      statement('record.contested', contested, {
        contested_by: 'subject',
        statement: 'It was not so.',
        publisher_response: 'The officer stands by it.',
        restrict_use: true,
      }),
    )
    const notices = await recalls(reader)
    expect(notices.map(({ read_on: on, entry, answer }) => [on, entry?.what, entry?.event, entry?.by.name, entry?.reason, answer])).toEqual(
      expect.arrayContaining([
        ['2025-09-01', 'corrected', idOf('Account a'), 'Westmere Police', undefined, null],
        ['2025-09-01', 'retracted', idOf('Account b'), 'Westmere Police', 'wrong_person', null],
        ['2025-09-01', 'contested', idOf('Account c'), 'Westmere Police', undefined, null],
      ]),
    )
    expect(notices).toHaveLength(3)
    const of = (what: string) => notices.find(({ entry }) => entry?.what === what)?.entry
    for (const what of ['corrected', 'retracted', 'contested'])
      expect(of(what)).toMatchObject({
        type: 'behaviour.incident-recorded',
        subject: { given_name: 'Callum', family_name: 'Reid' },
        occurred: before.find(({ id }) => id === of(what)?.event)?.occurred,
        agency: { name: 'Westmere Police' },
      })
    expect(of('corrected')).toMatchObject({
      said: { corrected_fields: 'description', reason: 'Wrong words' },
      instead: (await see(reader)).find(({ data }) => JSON.stringify(data).includes('Account a, put right'))?.id,
    })
    expect(of('retracted')).toMatchObject({ said: { reason: 'wrong_person' }, harm_review_needed: true })
    expect(of('contested')).toMatchObject({ said: { statement: 'It was not so.', publisher_response: 'The officer stands by it.' } })
    expect(await recalls(other)).toEqual([])
    await see(other)
    expect(await recalls(other)).toEqual([])
  })

  it('shows both accounts of what is contested, and the corrected version as corrected', async () => {
    const items = await see(reader)
    const of = (text: string) => items.find(({ type, data }) => type === first.type && JSON.stringify(data).includes(text))
    expect(of('Account a, put right')).toMatchObject({ corrected: true })
    expect(items.some(({ data }) => JSON.stringify(data).includes('"Account a"'))).toBe(false)
    const contest = items.find(({ type }) => type === 'record.contested')
    expect(of('Account c')).toMatchObject({ contested_in: [contest?.id], use_restricted: true })
    const withdrawal = items.find(({ type }) => type === 'record.retracted')
    expect(of('Rests on b')).toMatchObject({ under_review: [withdrawal?.id] })
  })

  it('takes the answer whether it was acted on, and only from who has the notice', async () => {
    const [notice] = (await recalls(reader)).filter(({ entry }) => entry?.what === 'retracted')
    const answer = (as: string, body: object, id = notice?.id ?? '') =>
      running.ask(`/v1/recalls/${id}/answer?purpose=${MARAC}`, { as, type: 'application/json', body: JSON.stringify(body) })
    expect((await answer(reader.id, { acted: 'perhaps', more: 1 })).json).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/acted' }, { pointer: '' }],
    })
    expect((await answer(other.id, { acted: 'yes' })).status).toBe(404)
    expect((await answer(reader.id, { acted: 'yes' }, 'A'.repeat(22))).status).toBe(404)
    expect(await answer(reader.id, { acted: 'yes', step: 'others_told' })).toMatchObject({
      status: 200,
      json: { id: notice?.id, acted: 'yes', step: 'others_told' },
    })
    expect((await recalls(reader)).find(({ id }) => id === notice?.id)?.answer).toMatchObject({ acted: 'yes', step: 'others_told' })
  })

  it('a withdrawal that needs a harm review is on the list of who coordinates the case, with what was based on it', async () => {
    const listed = async (who: typeof reader, purpose = MARAC) => {
      const { status, json } = await running.ask(`/v1/harm-reviews?purpose=${purpose}`, { method: 'GET', as: who.id })
      expect(status).toBe(200)
      return (json as { items: readonly object[] }).items
    }
    const items = await see(reader)
    const withdrawal = items.find(({ type }) => type === 'record.retracted')
    const based = items.find(({ data }) => JSON.stringify(data).includes('Rests on b'))
    expect(await listed(reader)).toEqual([
      expect.objectContaining({
        id: withdrawal?.id,
        subject: expect.objectContaining({ family_name: 'Reid' }) as object,
        withdrawn: withdrawal?.occurred,
        by: withdrawal?.agency,
        said: { reason: 'wrong_person', harm_review_needed: true },
        entry: expect.objectContaining({ type: first.type, occurred: based?.occurred }) as object,
        rests_on_it: [expect.objectContaining({ id: based?.id, type: first.type, occurred: based?.occurred, agency: based?.agency })],
      }),
    ])
    const visitor = createVisitor(running.service.origin)
    const choice = await signIn(visitor, reader.id)
    const cases = await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: MARAC })
    expect(cases.text).toContain('href="/harm-reviews"')
    const page = await visitor.open('/harm-reviews')
    for (const words of ['Callum Reid: withdrawn', 'Wrong person', 'Based on it, to be looked at again', 'recorded by Westmere Police'])
      expect(page.text).toContain(words)
    for (const [, href = '', id = ''] of page.text.matchAll(/href="(\/cases\/[^"]+\?events=([A-Za-z0-9_-]{22}))"/g))
      expect((await visitor.open(href.replaceAll('&amp;', '&'))).text).toContain(`id="${id}"`)
  })

  it('is a page too, with the question and the answer', async () => {
    const visitor = createVisitor(running.service.origin)
    const choice = await signIn(visitor, reader.id)
    const cases = await visitor.submit('/purpose', { csrf: hiddenField(choice.text, 'csrf'), purpose: MARAC })
    expect(cases.text).toContain('href="/recalls"')
    const page = await visitor.open('/recalls')
    for (const words of [
      'Changed since you read it',
      'Callum Reid: “He used abuse”, 14 September 2023',
      'You read it on 1 September 2025, as Westmere Police had recorded it.',
      'Since then it was withdrawn by Westmere Police',
      'Reason: wrong person.',
      'Corrected fields',
      'Wrong words',
      'It was not so.',
      '<strong>A harm review is needed.</strong>',
      'Did you act on it?',
      'You acted on it. Those were told who had it from me.',
    ])
      expect(page.text).toContain(words)
    const [, id = ''] = /action="\/recalls\/([A-Za-z0-9_-]{22})"/.exec(page.text) ?? []
    const answered = await visitor.submit(`/recalls/${id}`, { csrf: hiddenField(page.text, 'csrf'), acted: 'no', step: '' })
    expect(answered.text).toContain('You did not act on it.')
    for (const [, href = '', id = ''] of page.text.matchAll(/href="(\/cases\/[^"]+\?events=([A-Za-z0-9_-]{22}))"/g))
      expect((await visitor.open(href.replaceAll('&amp;', '&'))).text).toContain(`id="${id}"`)
    const timeline = await visitor.open(`${/href="(\/cases\/[A-Za-z0-9_-]{22})"/.exec(cases.text)?.[1] ?? ''}/timeline`)
    for (const words of [
      'It replaces what was recorded before.',
      'Contested: publisher response',
      'The officer stands by it.',
      'Use restricted while contested',
      'Under review',
    ])
      expect(timeline.text).toContain(words)
  })

  it('an erasure is told, leaves nothing that opens anywhere, and a tombstone for audit', async () => {
    await send(statement('record.erased', erased, { reason: 'published_in_error', erased_on: '2025-09-02T12:00:00Z' }, OPERATOR))
    expect(await kinds(reader)).toEqual(['contested', 'corrected', 'erased', 'retracted'])
    expect(JSON.stringify(await see(reader))).not.toContain(CANARY)

    const { store, vault } = running.parts
    const own = { agency: agencyNamed('westmere-police'), system: 'records', event_id: erased.id }
    expect(await vault.keys([eventScope(own)], { create: true })).toEqual(['destroyed'])
    const parts = await store.db
      .selectFrom('case_part as part')
      .innerJoin('case_event as event', (join) =>
        join.onRef('event.case_log', '=', 'part.case_log').onRef('event.sequence', '=', 'part.sequence'),
      )
      .select(['part.case_log', 'owner', 'class', 'form', 'sealed'])
      .where('event_id', '=', erased.id)
      .execute()
    expect(parts.length).toBeGreaterThan(5)
    for (const { case_log: caseLog, owner, class: sensitivity, form, sealed } of parts) {
      const part = { event: own, scope: { case: caseLog, person: owner, class: sensitivity } }
      expect(
        (await partKeys(vault, [part], [], { create: false })).opening(part, form === 'plain' ? sealed : Buffer.from([2])),
      ).toBeUndefined()
      if (form === 'reduced') expect(sealed).toHaveLength(0)
    }
    expect(await verifyTimeline(running.parts)).toEqual([])
  })

  it('an erased event stays a tombstone when the operator publishes another event with its id', async () => {
    const before = (await see(reader)).length
    const block = statement('case.access-blocked', first, {}, OPERATOR)
    await send({
      ...block,
      id: erased.id,
      data: {
        ...block.data,
        details: {
          case_id: 'LM1',
          blocked_kind: 'user',
          blocked_ref: 'westmere-marac:nobody',
          reason: 'related_to_party',
          from_on: '2025-09-01T09:00:00+01:00',
          requested_by: 'Data protection officer',
          shown_to_user_as: 'not found',
        },
      },
    })
    const after = await see(reader)
    expect(after.filter(({ type }) => type !== 'case.access-blocked')).toHaveLength(before)
  })

  it('reads before and after match when they are run again', async () => {
    const auditor = readerOf('auditor', 'auditor', 'fixture-bus_operator', 'listed')
    const { status, json } = await running.ask('/v1/replays', { as: auditor.id, type: 'application/json', body: '{}' })
    expect([status, (json as { findings: unknown }).findings]).toEqual([200, []])
  })

  it('tells nothing to who was barred since, and to who sees no announcement no more than not to rely on it', async () => {
    const generic = (await recalls(manager, 'perpetrator_intervention')).filter(({ entry }) => entry === null)
    for (const { answer, id, read_on: on, ...rest } of generic)
      expect([answer, id.length, on, rest]).toEqual([null, 22, '2025-09-01', { entry: null }])
    expect(generic.length).toBeGreaterThan(0)
    expect((await kinds(barred)).length).toBe(4)
    const block = statement('case.access-blocked', first, {}, '/agencies/westmere-marac/records')
    const said: CloudEventJson = {
      ...block,
      data: {
        ...block.data,
        details: {
          case_id: 'LM1',
          blocked_kind: 'user',
          blocked_ref: 'westmere-marac:third-coordinator',
          reason: 'related_to_party',
          from_on: '2025-09-01T09:00:00+01:00',
          requested_by: 'MARAC coordinator',
          shown_to_user_as: 'not found',
        },
      },
    }
    await send(said)
    await confirm(running, said, { agency: agencyNamed('westmere-marac'), staff: 'manager', role: 'dpo' })
    expect(await recalls(barred)).toEqual([])
    expect(await kinds(other)).toEqual(['erased'])
  })

  it('comes to the same when it is folded again, from the start', async () => {
    const { store } = running.parts
    const rows = () => store.db.selectFrom('event_reading').selectAll().orderBy('reader').orderBy('case_log').orderBy('sequence').execute()
    const before = await rows()
    expect(before.length).toBeGreaterThan(10)
    await running.service.stop()
    const hashes = await timelineHashes(store.db)
    await rebuildTimeline(running.parts)
    expect(await timelineHashes(store.db)).toEqual(hashes)
    expect(await reapplyErasures(running.parts)).toBe(0)
  })

  it('a vault that was put back from a copy loses the keys of what was erased since', async () => {
    const { path, remove } = temporaryFolder()
    const restored = await openSqliteVault({ folder: join(path, 'vault'), masterKeyFile: join(path, 'master.key') })
    const scope = eventScope({ agency: agencyNamed('westmere-police'), system: 'records', event_id: erased.id })
    expect((await restored.keys([scope], { create: true })).every((key) => Buffer.isBuffer(key))).toBe(true)
    expect(await reapplyErasures({ ...running.parts, vault: restored })).toBeGreaterThan(0)
    expect(await restored.keys([scope], { create: true })).toEqual(['destroyed'])
    expect(
      await restored.keys([eventScope({ agency: agencyNamed('fixture-bus_operator'), system: 'records', event_id: erased.id })], {
        create: true,
      }),
    ).toEqual([expect.any(Buffer)])
    await restored.close()
    remove()
  })

  it('an erased entry is in the clear in no file once its inbox has been trimmed', async () => {
    const holding = (): readonly string[] => files(running.data).filter((file) => readFileSync(file).includes(CANARY))
    expect(holding()).toHaveLength(1)
    running.clock.moveTo(START + 40 * DAY)
    await trimInboxes({ ...running.parts, groupOf: () => 'intake' })
    await running.stop()
    expect(holding()).toEqual([])
  })
})
