import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { PersonOfCase } from '../../../commands/erase/people.ts'
import { replayAndVerify, verifyAll } from '../../../commands/verify.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import type { DemoWorld } from '../../fixtures/demo-world.ts'
import { openedText } from './opened.ts'
import { erase, eraseByTwo, openMarkedWorld, peopleOf } from './world.ts'

describe('a person of a case that two people have erased', () => {
  let world: DemoWorld
  let marked: Awaited<ReturnType<typeof openMarkedWorld>>
  let kestrel: CaseLogId
  let her: PersonOfCase
  let him: PersonOfCase
  /** What says who the harmed adult of the first case is, by key in its events. */
  let names: readonly string[]
  const opened = async (): Promise<readonly string[]> => {
    const text = await openedText(world.parts)
    return names.filter((name) => text.includes(name))
  }

  beforeAll(async () => {
    marked = await openMarkedWorld()
    world = marked.world
    kestrel = await world.caseLog('KESTREL')
    const [first] = marked.sent.get('KESTREL') ?? []
    const said = first?.data.harmed[0] as { family_name?: string; given_name?: string } | undefined
    if (said === undefined) throw new Error('Nobody was harmed.')
    const all = await peopleOf(world, kestrel)
    const { people } = await world.parts.store.db
      .selectFrom('link_claim')
      .select('people')
      .where('event_id', '=', first?.id ?? '')
      .executeTakeFirstOrThrow()
    const [subject, harmed] = JSON.parse(people) as string[]
    const found = (id: string | undefined): PersonOfCase => {
      const person = all.find(({ ids }) => ids.includes(id ?? ''))
      if (person === undefined) throw new Error('Nobody of that id is in the case.')
      return person
    }
    her = found(harmed)
    him = found(subject)
    names = [String(said.family_name), String(said.given_name)]
  }, 240_000)
  afterAll(async () => {
    await world.close()
  })

  it('is listed by id, role and dates, and the perpetrator is erased with the case alone, or by class', async () => {
    expect([her.role, him.role, her.events > 1]).toEqual(['adult', 'subject', true])
    expect(await opened()).toEqual(names)
    const propose = (what: Record<string, unknown>) =>
      erase(world, 'dpo', { step: 'propose', reason: 'objection_upheld', case: kestrel, ...what })
    await expect(propose({ person: him.person })).rejects.toThrow(/perpetrator of the case/)
    await expect(propose({ person: uuidOf('no', 'one') })).rejects.toThrow(/--person/)
    await expect(propose({ person: her.person, classes: ['VICTIM'] })).rejects.toThrow(/--class/)
    await expect(propose({ wholeEvents: true })).rejects.toThrow(/--whole-events/)
  })

  it('of one class: says nothing more of that class, and everything else', async () => {
    const before = await openedText(world.parts)
    const erased = await eraseByTwo(world, { case: kestrel, person: him.person, classes: ['PERP_LOC'] })
    expect(erased).toMatchObject({ kind: 'person', keys: { destroyed: 1, of: 1 }, events: 0, reduced_left: 0 })
    const after = await openedText(world.parts)
    expect(after.length).toBeLessThanOrEqual(before.length)
    expect(await opened()).toEqual(names)
    expect(await verifyAll(world.parts)).toEqual([])
  })

  it('as a whole: opens nowhere, nor in the claims that linked her, and what is said of others stays', async () => {
    const erased = await eraseByTwo(world, { case: kestrel, person: her.person })
    expect(erased).toMatchObject({ kind: 'person', keys: { destroyed: 22, of: 22 }, events: 0 })
    expect(await opened()).toEqual([])
    const { rows } = await sql<{ found_person: string }>`select found_person from people_with(array(
      select token from link_token where person = any(${her.ids}::text[])))`.execute(world.parts.store.db)
    expect(rows.filter(({ found_person: person }) => her.ids.includes(person))).toEqual([])
    expect((await openedText(world.parts)).length).toBeGreaterThan(1_000)
    const { counts, store } = await replayAndVerify(world.parts, {})
    expect([store, Object.keys(counts).every((outcome) => outcome.startsWith('match'))]).toEqual([[], true])
  }, 60_000)

  it('is somebody new when she is named again: nothing that is said of her later is lost', async () => {
    const [first] = marked.sent.get('KESTREL') ?? []
    if (first === undefined) throw new Error('No event.')
    const again = { ...first, id: uuidOf('again', first.id), data: { ...first.data, agency_record_ref: 'again' } }
    expect(await world.send(again)).toMatchObject({ status: 'accepted' })
    const claim = await world.parts.store.db.selectFrom('link_claim').selectAll().where('event_id', '=', again.id).executeTakeFirstOrThrow()
    expect(claim.case_log).toBe(kestrel)
    const [subject, harmed] = JSON.parse(claim.people) as string[]
    expect([him.ids.includes(subject ?? ''), her.ids.includes(harmed ?? '')]).toEqual([true, false])
    expect(await opened()).toEqual(names)
    expect(await verifyAll(world.parts)).toEqual([])
  }, 60_000)

  it('with the events that name her: tombstones, and none of their words opens', async () => {
    const before = (await peopleOf(world, kestrel)).find(({ person }) => person === her.person)
    const erased = await eraseByTwo(world, {
      case: kestrel,
      person: her.person,
      wholeEvents: true,
      reason: 'art17_1g_malicious_allegation',
    })
    expect(erased.events).toBe(before?.events)
    const [first] = marked.sent.get('KESTREL') ?? []
    const text = await openedText(world.parts)
    expect(text.includes(String((first?.data as { agency_record_ref: string }).agency_record_ref))).toBe(false)
    expect(await verifyAll(world.parts)).toEqual([])
  }, 60_000)

  it('stays as it is after the read store was made again from the logs', async () => {
    const rows = async () =>
      (await world.parts.store.db.selectFrom('erased_scope').selectAll().orderBy('person').execute()).map(({ person }) => person)
    const before = await rows()
    await world.stop()
    rmSync(join(world.data, 'read-store', 'stopped-clean'))
    await world.start()
    expect([await rows(), before]).toEqual([[...her.ids], [...her.ids]])
    expect(await verifyAll(world.parts)).toEqual([])
  }, 60_000)
})
