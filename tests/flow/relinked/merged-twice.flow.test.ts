import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { verifyAll } from '../../../commands/verify.ts'
import { readerOf } from '../reading.ts'
import { startRunning, type Running } from '../running.ts'
import {
  ALL_WORDS,
  decidedNow,
  later,
  livesWith,
  ofFirst,
  ofSecond,
  send,
  shownToBoth,
  START,
  unlinked,
  untilApart,
  wordsShown,
  type Caselogs,
} from './sequence.ts'

describe('two cases that were merged and split, and are merged again', () => {
  const auditor = readerOf('auditor', 'auditor', 'fixture-bus_operator', 'listed')
  let running: Running
  let logs: Caselogs
  let apart: Readonly<Record<string, string>>
  let merged: Readonly<Record<string, string>>

  beforeAll(async () => {
    running = await startRunning({ at: START, readers: [ofFirst, ofSecond] })
    logs = await untilApart(running)
    apart = await shownToBoth(running, logs)
  }, 120_000)
  afterAll(async () => {
    await running?.stop()
    running?.remove()
  })

  it('are one case with every event, for the list, the timeline and whoever asks whether the service lives', async () => {
    await send(running, decidedNow('merge_cases', 'LINK-3'))
    merged = await shownToBoth(running, logs)
    expect(wordsShown(merged)).toEqual([ALL_WORDS, ALL_WORDS, ALL_WORDS, ALL_WORDS])
    expect(await livesWith(running)).toEqual({ livez: 200, listed: [1, 1] })
    expect(await verifyAll(running.parts)).toEqual([])
  }, 60_000)

  it('are so after the service has stopped, which it does, and started again', async () => {
    await running.stop()
    running = await startRunning({ at: START, readers: [ofFirst, ofSecond], on: running.folder })
    expect(await livesWith(running)).toEqual({ livez: 200, listed: [1, 1] })
    expect(await shownToBoth(running, logs)).toEqual(merged)
  }, 60_000)

  it('split once more, are byte for byte what they were before', async () => {
    await send(running, decidedNow('split_case', 'LINK-4'))
    expect(await shownToBoth(running, logs)).toEqual(apart)
    await send(running, decidedNow('merge_cases', 'LINK-5'))
    expect(await shownToBoth(running, logs)).toEqual(merged)
  }, 60_000)

  it('split, and the event in between taken out of its case: its woman is known in her own case as she was', async () => {
    for (const event of [decidedNow('split_case', 'LINK-6'), unlinked(), later]) await send(running, event)
    expect(wordsShown(await shownToBoth(running, logs)).map((words) => words.join())).toEqual(
      expect.arrayContaining(['A one', 'B one,B three']),
    )
    const women = await running.parts.store.db
      .selectFrom('link_person')
      .select('person')
      .where('case_log', '=', logs.second)
      .where('role', '<>', 'subject')
      .execute()
    expect(women).toHaveLength(1)
  }, 60_000)

  it('every read of all this matches when it is run again, and logs and store agree', async () => {
    const { status, json } = await running.ask('/v1/replays', { as: auditor.id, type: 'application/json', body: '{}' })
    expect([status, Object.keys((json as { counts: object }).counts)]).toEqual([200, ['match']])
    expect(await verifyAll(running.parts)).toEqual([])
  }, 60_000)
})
