import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CloudEventJson, ReaderJson } from '../../../commands/demo/folder.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { cast } from '../../consumers/intake/events.ts'
import { inForce, readerOf, timelineOf } from '../reading.ts'
import { startRunning, type Running } from '../running.ts'
import { decided, incidentOf, type Pair } from './people.ts'

const SAFETY = 'victim_safety_planning'
const NUMBER = { scheme: 'NHS', value: '9434765919' }

/** The pair's incident, in which the woman has the number. */
const withNumber = (pair: Pair, words: string, names: object = {}): CloudEventJson => {
  const event = incidentOf(pair, words)
  return { ...event, data: { ...event.data, harmed: event.data.harmed.map((woman) => ({ ...woman, ...names, identifiers: [NUMBER] })) } }
}

const advocateOf = (name: string): ReaderJson => {
  const reader = readerOf(`advocate-of-${name}`, 'idva', 'westmere-idva', 'allocated', ['V'])
  return { ...reader, links: reader.links.map((link) => ({ ...link, case: name })) }
}

describe('two cases in which the harmed women have one NHS number, once they are one case', () => {
  let running: Running
  const [hers, others, again, once] = [advocateOf('hers'), advocateOf('others'), advocateOf('again'), advocateOf('once')]
  const [ofTwo, ofOne] = [advocateOf('two'), advocateOf('one')]

  beforeAll(async () => {
    running = await startRunning({ at: Date.parse('2025-09-01T12:00:00Z'), readers: [hers, others, again, once, ofTwo, ofOne] })
  }, 120_000)
  afterAll(async () => {
    await running.stop()
    running.remove()
  })

  const send = async (event: CloudEventJson): Promise<void> => {
    expect(await running.send(event)).toMatchObject({ status: 'accepted' })
    await inForce(running)
  }
  /** Sends an event of each case, links an advocate of the woman of each, and makes one case of the two. */
  async function merge(pair: Pair, one: CloudEventJson, other: CloudEventJson, readers: readonly [ReaderJson, ReaderJson]): Promise<void> {
    for (const [at, event] of [one, other].entries()) {
      await send(event)
      const reader = readers[at]
      if (reader !== undefined) await running.link(reader.links[0]?.case ?? '', [event], [reader])
    }
    await send(decided('merge_cases', pair, [one, other]))
    expect(await running.caseOf(one)).not.toBe(await running.caseOf(other))
  }
  const wordsTo = async (reader: ReaderJson, event: CloudEventJson): Promise<readonly string[]> =>
    (JSON.stringify(await timelineOf(running, reader, SAFETY, event)).match(/"description":"[^"]*"/g) ?? [])
      .map((text) => text.slice(15, -1))
      .sort()

  it('another name and birth date: they are two women, and what one said is not shown to the other’s advocate', async () => {
    const [one, other] = [withNumber({ number: 1 }, 'Of the first'), withNumber({ number: 2 }, 'Of the second')]
    await merge({ number: 1 }, one, other, [hers, others])
    expect(await wordsTo(hers, one)).toEqual(['Of the first'])
    expect(await wordsTo(others, other)).toEqual(['Of the second'])
    await send(withNumber({ number: 1 }, 'Of the first, later'))
    expect(await wordsTo(hers, one)).toEqual(['Of the first', 'Of the first, later'])
    expect(await wordsTo(others, other)).toEqual(['Of the second'])
  }, 60_000)

  it('the same birth date: she is one woman, and her advocates are shown both', async () => {
    const one = withNumber({ number: 3 }, 'As a girl')
    const other = withNumber({ number: 4 }, 'As before she married', { birth_date: cast(3).harmed.birth_date })
    await merge({ number: 3 }, one, other, [again, once])
    for (const [reader, event] of [
      [again, one],
      [once, other],
    ] as const)
      expect(await wordsTo(reader, event)).toEqual(['As a girl', 'As before she married'])
  }, 60_000)

  it('whose number is one woman’s, and whose name and birth date are another’s, may be either: she stays apart, on the list of what is to compare, until people say who she is', async () => {
    const pair: Pair = { number: 5 }
    const [hasNumber, hasNames] = [{ identifiers: [NUMBER] }, { given_name: 'Ann', birth_date: '1970-02-02' }]
    const woman = (key: string, names: object) => ({ ...cast(5).harmed, ...names, key, role: 'adult', relationship: 'partner' })
    const one = incidentOf(pair, 'Of two', { data: { harmed: [woman('V', hasNames), woman('W', hasNumber)] } })
    const other = incidentOf({ number: 6 }, 'Of one of them', { data: { harmed: [woman('V', { ...hasNames, ...hasNumber })] } })
    await merge(pair, one, other, [ofTwo, ofOne])
    expect([await wordsTo(ofTwo, one), await wordsTo(ofOne, other)]).toEqual([['Of two'], ['Of one of them']])
    const compared = async (): Promise<readonly unknown[]> => {
      const { json } = await running.ask('/v1/confirmations?purpose=audit', { method: 'GET', as: 'dpo' })
      return (json as { readonly items: readonly { readonly kind: string }[] }).items.filter(({ kind }) => kind === 'comparison')
    }
    expect(await compared()).toMatchObject([{ effect: 'waits', count: 1 }])
    const details = {
      op: 'merge_persons',
      from_refs: ['X'],
      to_refs: ['V'],
      reason: 'The same woman, by her voice.',
      confidence: 'certain',
      second_checker: 'Somebody',
    }
    await send(decided('merge_persons', pair, [], { harmed: [woman('V', hasNames), woman('X', { ...hasNames, ...hasNumber })], details }))
    expect(await compared()).toEqual([])
    expect(await wordsTo(ofTwo, one)).toEqual(['Of one of them', 'Of two'])
    await send(decided('split_case', pair, [one, other]))
    expect([await wordsTo(ofTwo, one), await wordsTo(ofOne, other)]).toEqual([['Of two'], ['Of one of them']])
    expect(await compared()).toEqual([])
  }, 60_000)

  it('every read of all this matches when it is run again, and logs and store agree', async () => {
    expect(await replayAndVerify(running.parts, {})).toMatchObject({ findings: [], store: [] })
  }, 60_000)
})
