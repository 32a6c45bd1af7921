import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ReaderJson } from '../../../commands/demo/folder.ts'
import { inForce, readerOf } from '../reading.ts'
import { startRunning, type Running } from '../running.ts'
import { decided, incidentOf, type Pair } from './people.ts'

const START = Date.parse('2025-09-01T12:00:00Z')

/** Somebody of the police who is allocated to a case. */
const officer = (id: string, name: string): ReaderJson => {
  const reader = readerOf(id, 'police_dvds_officer', 'westmere-police', 'allocated')
  return { ...reader, links: reader.links.map((link) => ({ ...link, case: name })) }
}

describe('an agency that joins two cases of which it has an event each', () => {
  let running: Running
  const officers = [officer('officer-one', 'first'), officer('officer-two', 'second'), officer('officer-three', 'same')]
  // The first and the second man have other identifiers and birth dates; nobody knows the third one's.
  const first: Pair = { number: 1 }
  const second: Pair = { number: 2 }
  const a = incidentOf(first, 'A one')
  const b = incidentOf(second, 'B one')

  beforeAll(async () => {
    running = await startRunning({ at: START, readers: officers })
    for (const event of [a, b]) expect(await running.send(event)).toMatchObject({ status: 'accepted' })
    await inForce(running)
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  const merges = () => running.parts.store.db.selectFrom('link_merged').selectAll().execute()
  const waiting = () => running.parts.store.db.selectFrom('unlinked_awaits').selectAll().where('token', '=', 'case.relinked').execute()

  it('without standing changes nothing: it waits, and its sender is answered as ever', async () => {
    expect(await running.send(decided('merge_cases', first, [a, b], {}, 'westmere-police'))).toMatchObject({
      status: 'accepted',
      errors: [],
      warnings: [],
    })
    expect(await merges()).toEqual([])
    expect(await waiting()).toHaveLength(1)
  })

  it('with standing in both neither, where identifiers and birth dates contradict', async () => {
    await running.link('first', [a], officers.slice(0, 1))
    await running.link('second', [b], officers.slice(1, 2))
    expect(await running.send(decided('merge_cases', first, [a, b], { agency_record_ref: 'LINK-2' }, 'westmere-police'))).toMatchObject({
      status: 'accepted',
      errors: [],
      warnings: [],
    })
    expect(await merges()).toEqual([])
    expect(await waiting()).toHaveLength(2)
  })

  it('the operator does, on the order of the data protection officer, and what the police asked does not undo it', async () => {
    expect(await running.send(decided('merge_cases', first, [a, b], { agency_record_ref: 'LINK-3' }))).toMatchObject({ status: 'accepted' })
    expect((await merges()).filter(({ kind }) => kind === 'case')).toHaveLength(1)
    expect(await running.send(decided('split_case', first, [a, b], { agency_record_ref: 'LINK-4' }, 'westmere-police'))).toMatchObject({
      status: 'accepted',
      errors: [],
      warnings: [],
    })
    expect((await merges()).filter(({ kind }) => kind === 'case')).toHaveLength(1)
    expect(await waiting()).toHaveLength(3)
  })
})

describe('an agency that joins two cases which may be one', () => {
  let running: Running
  const one = officer('officer-one', 'first')
  const two = officer('officer-two', 'second')
  const first: Pair = { number: 1 }
  const other: Pair = { number: 2 }
  const a = incidentOf(first, 'A one')
  /** An event of a man of whom no birth date and no identifier is known that the first has. */
  const unnamed = (words: string) => {
    const event = incidentOf(other, words)
    const {
      key,
      given_name: given,
      family_name: family,
    } = event.data.subject as Readonly<Record<'key' | 'given_name' | 'family_name', string>>
    return {
      ...event,
      data: { ...event.data, subject: { key, given_name: given, family_name: family, identifiers: [{ scheme: 'CRN', value: 'X765432' }] } },
    }
  }
  const b = unnamed('B one')

  beforeAll(async () => {
    running = await startRunning({ at: START, readers: [one, two] })
    for (const event of [a, b]) expect(await running.send(event)).toMatchObject({ status: 'accepted' })
    await inForce(running)
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  const cases = async () => (await running.parts.store.db.selectFrom('link_merged').selectAll().where('kind', '=', 'case').execute()).length

  it('waits until it has standing in both; then its word takes effect by itself', async () => {
    await running.send(decided('merge_cases', first, [a, b], {}, 'westmere-police'))
    await running.link('first', [a], [one])
    expect(await cases()).toBe(0)
    await running.link('second', [b], [two])
    for (let waited = 0; (await cases()) === 0 && waited < 15_000; waited += 100) await sleep(100)
    expect(await cases()).toBe(1)
  })

  it('parts what it joined itself', async () => {
    expect(await running.send(decided('split_case', first, [a, b], {}, 'westmere-police'))).toMatchObject({ status: 'accepted' })
    expect(await cases()).toBe(0)
  })
})
