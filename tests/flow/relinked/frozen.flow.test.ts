import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { findingWords } from '../../../commands/finding-words.ts'
import { openParts } from '../../../commands/parts.ts'
import { verifyAll } from '../../../commands/verify.ts'
import { tellsOfAlteration } from '../../../consumers/finding.ts'
import { loadLinks } from '../../../consumers/intake/links-store.ts'
import { SUBJECTS } from '../../../schemas/generated/records.ts'
import { NO_EFFECTS, type LinkDecidedRecord, type Merged } from '../../../core/linking/decision.ts'
import { LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import { noCrash } from '../../../infra/faults/crash-point.ts'
import { createRecordCodec } from '../../../infra/registry/record-codec.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { agencyNamed, personNamed } from '../../fixtures/ids.ts'
import { EMPTY_DATABASE } from '../../fixtures/read-store.ts'
import { startRunning, type Running } from '../running.ts'
import {
  ALL_WORDS,
  decidedNow,
  livesWith,
  ofFirst,
  ofSecond,
  send,
  shownToBoth,
  START,
  untilApart,
  wordsShown,
  type Caselogs,
} from './sequence.ts'

/** Appends to a stopped service's links.events what a release before wrote at the second merge: the woman who is in both cases is merged into herself. Its number. */
async function writeAsBefore({ data, clock }: Running, { first, second }: Caselogs): Promise<number> {
  const parts = await openParts({ data, clock, logger: createLog('silent'), crashPoint: noCrash, emptyDatabase: EMPTY_DATABASE })
  const { db } = parts.store
  const people = await db.selectFrom('link_person').selectAll().orderBy('person').execute()
  const [from, into] = [second, first].map(
    (caseLog) => people.find((row) => row.case_log === caseLog && row.role === 'subject')?.person ?? '',
  )
  const woman = people.find((row) => row.case_log === second && row.role !== 'subject')?.person ?? ''
  if (!people.some((row) => row.person === woman && row.case_log === first)) throw new Error('The woman is not in both cases.')
  const one = (id: string, other: string): Merged => ({
    kind: 'person',
    id: personNamed(id),
    into: personNamed(other),
    case_log: second,
    into_case_log: first,
  })
  const {
    state: { epoch, head },
  } = await loadLinks(db)
  const record: LinkDecidedRecord = {
    ...NO_EFFECTS,
    epoch,
    agency: agencyNamed('westmere-police'),
    system: 'records',
    event_id: decidedNow('merge_cases', 'LINK-3').id,
    digest: 'ab'.repeat(32),
    inbox: { topic: 'agency.westmere-police.events', partition: 0, offset: 1_000 },
    op: 'merge_cases',
    case_log: first,
    parts: [],
    merged: [
      { kind: 'case', id: second, into: first, case_log: second, into_case_log: first },
      one(from ?? '', into ?? ''),
      one(woman, woman),
    ],
  }
  const { wire } = await createRecordCodec(parts.registry).encode(SUBJECTS.linkDecided, record)
  await parts.log.append([{ topic: LINKS_EVENTS, key: null, value: wire }])
  await parts.close()
  return head.sequence + 1
}

describe('a data folder in which a woman was merged into herself', () => {
  let running: Running
  let logs: Caselogs
  let apart: Readonly<Record<string, string>>
  let sequence: number
  const start = async () => {
    running = await startRunning({ at: START, readers: [ofFirst, ofSecond], on: running.folder })
  }

  beforeAll(async () => {
    running = await startRunning({ at: START, readers: [ofFirst, ofSecond] })
    logs = await untilApart(running)
    apart = await shownToBoth(running, logs)
    await running.stop()
    sequence = await writeAsBefore(running, logs)
    await start()
  }, 120_000)
  afterAll(async () => {
    await running?.stop()
    running?.remove()
  })

  it('starts and answers: one case with every event', async () => {
    expect(await livesWith(running)).toEqual({ livez: 200, listed: [1, 1] })
    expect(wordsShown(await shownToBoth(running, logs))).toEqual([ALL_WORDS, ALL_WORDS, ALL_WORDS, ALL_WORDS])
  }, 60_000)

  it('is named by audit verify, with the place, what it means and what to do, and is no alteration', async () => {
    const found = await verifyAll(running.parts)
    expect(found).toEqual([{ code: 'merge-circular', in: 'log', topic: LINKS_EVENTS, sequence }])
    expect(found.map(findingWords)).toEqual([expect.stringMatching(/^merge-circular: .*sequence \d+.*no effect.*case\.relinked again/)])
    expect(found.some(tellsOfAlteration)).toBe(false)
  }, 60_000)

  it('goes on: split, every timeline is as before; merged again and read from the logs alone, it is one case', async () => {
    await send(running, decidedNow('split_case', 'LINK-4'))
    expect(await shownToBoth(running, logs)).toEqual(apart)
    await send(running, decidedNow('merge_cases', 'LINK-5'))
    const merged = await shownToBoth(running, logs)
    await running.stop()
    rmSync(join(running.data, 'read-store'), { recursive: true })
    await start()
    await expect(livesWith(running)).resolves.toEqual({ livez: 200, listed: [1, 1] })
    expect(await shownToBoth(running, logs)).toEqual(merged)
    expect(await verifyAll(running.parts)).toMatchObject([{ code: 'merge-circular', sequence }])
  }, 120_000)

  it('has every read of all this match when it is run again', async () => {
    const { status, json } = await running.ask('/v1/replays', { as: 'auditor', type: 'application/json', body: '{}' })
    expect([status, Object.keys((json as { counts: object }).counts)]).toEqual([200, ['match']])
  }, 60_000)
})
