import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { CaseEventRecord } from '../../../../core/case/index-part.ts'
import { CASE_EVENTS, CONTROL_EVENTS, LINKS_EVENTS } from '../../../../infra/event-log/topics.ts'
import { loadRecords, recordOf } from '../../../../schemas/index.ts'
import { encodeWire, readWire } from '../../../../schemas/codec/wire.ts'
import { loadDemoWorld, type DemoWorld } from '../../../fixtures/demo-world.ts'
import { openLogFile, withByteChanged, type FileRecord, type LogFile } from '../../../fixtures/log-file.ts'
import { heads, inspect, named } from './inspect.ts'
import { readSome } from './reads.ts'

const SEQUENCE = 5

/** No key was ever made for an event that nobody took in. */
const NO_KEY = 'key-absent vault case.events'

describe('one thing changed by hand in a log', () => {
  let world: DemoWorld
  let file: LogFile
  let kestrel = ''
  let reads = 0
  let undo: () => void = () => undefined
  beforeAll(async () => {
    world = await loadDemoWorld()
    await readSome(world)
    await heads(world)
    file = openLogFile(world.data)
    kestrel = await world.caseLog('KESTREL')
    reads = (await inspect(world)).counts.match ?? 0
  }, 180_000)
  afterEach(() => {
    undo()
    undo = () => undefined
  })
  afterAll(async () => {
    file.close()
    await world.close()
  })

  const eventOf = (sequence: number): FileRecord => {
    const found = file.records(CASE_EVENTS).filter(({ key }) => key === kestrel)[sequence - 1]
    if (found === undefined) throw new Error('not in the log')
    return found
  }
  const change = (record: FileRecord | undefined, at: (value: Buffer) => number): void => {
    if (record === undefined) throw new Error('not in the log')
    undo = () => {
      file.putBack(record)
    }
    file.put(record, withByteChanged(record.value, at(record.value)))
  }

  it('nothing, while nothing was changed', async () => {
    expect(await inspect(world)).toMatchObject({ findings: [], store: [], counts: { match: reads } })
    expect(reads).toBe(16)
  })

  it('a byte of an event’s index part: named by replay, with its number by verify, and not undone by a restart', async () => {
    await world.stop()
    change(eventOf(SEQUENCE), (value) => value.indexOf('norshire-police') + 3)
    await world.start()
    const found = await inspect(world)
    expect([named(found), found.store]).toEqual([
      ['state-tampered case.events'],
      [`index-altered log case.events ${String(SEQUENCE)}`, NO_KEY],
    ])
    expect(found.findings.every(({ detail }) => detail.includes(kestrel))).toBe(true)
    // Denials are of the request alone: they name no case log.
    expect(found.counts['state-tampered']).toBeGreaterThan(2)
  }, 120_000)

  it('a byte of an event’s sealed part', async () => {
    change(eventOf(SEQUENCE), (value) => value.length - 10)
    const found = await inspect(world)
    expect([named(found), found.store]).toEqual([
      ['state-tampered case.events'],
      [expect.stringMatching(`^part-altered log case.events ${String(SEQUENCE)} `)],
    ])
  })

  it('an event taken out', async () => {
    const record = eventOf(SEQUENCE)
    undo = () => {
      file.putBack(record)
    }
    file.remove(record)
    const found = await inspect(world)
    expect([named(found), found.store]).toEqual([['state-tampered case.events'], [`event-missing log case.events ${String(SEQUENCE)}`]])
  })

  it('the schema id of a record of links.events, and a token, a sealed name and a word in it', async () => {
    const claim = file.records(LINKS_EVENTS).find(({ value }) => value.includes('behaviour.incident') && value.includes('PERP_ID'))
    for (const [at, found] of [
      [(value: Buffer) => value.indexOf('police.events'), /^entry-altered log links.events \d+$/],
      [(value: Buffer) => value.length - 4, /^part-unauthentic log links.events \d+ /],
      [(value: Buffer) => value.indexOf('behaviour.') + 2, /^entry-altered log links.events \d+$/],
      [() => 4, /^record-unreadable log links.events$/],
    ] as const) {
      change(claim, at)
      const { findings, counts, store } = await inspect(world)
      expect(store).toEqual([expect.stringMatching(found)])
      expect([named({ findings, counts, store }), counts.match ?? 0]).toEqual([['state-tampered links.events'], 0])
      undo()
    }
  })

  it('an agency’s name in control.events', async () => {
    const record = file.records(CONTROL_EVENTS).find(({ value }) => value.includes('Norshire Police'))
    change(record, (value) => value.indexOf('Norshire Police') + 1)
    const found = await inspect(world)
    expect([named(found), found.store]).toEqual([
      ['state-tampered control.events'],
      [expect.stringMatching(/^entry-altered log control.events \d+$/)],
    ])
  })

  it('a policy in control.events', async () => {
    const record = file.records(CONTROL_EVENTS).find(({ value }) => value.includes('permit'))
    change(record, (value) => value.indexOf('permit') + 1)
    const found = await inspect(world)
    expect([named(found), found.store]).toEqual([
      ['state-tampered control.events'],
      [expect.stringMatching(/^entry-altered log control.events \d+$/)],
    ])
  })

  it('an event put in', async () => {
    await world.stop()
    const before = eventOf(SEQUENCE)
    const { avro } = recordOf(loadRecords(), 'case-event')
    const wire = readWire(before.value)
    if (!wire.ok) throw new Error('no record')
    const copied = avro.fromBuffer(wire.value.body) as CaseEventRecord
    file.putBefore(
      before,
      encodeWire(wire.value.id, avro, { ...copied, index: { ...copied.index, event_id: '00000000-0000-4000-8000-000000000001' } }),
    )
    await world.start()
    const found = await inspect(world)
    expect([named(found), found.store]).toEqual([
      ['state-tampered case.events'],
      [`event-extra log case.events ${String(SEQUENCE)}`, NO_KEY],
    ])
  }, 120_000)
})
