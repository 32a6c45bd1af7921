import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openReceiptsLog, RECEIPTS_GROUP, type ReceiptsLog } from '../../../../consumers/intake/receipts/receipts-log.ts'
import { startLaterEntries } from '../../../../consumers/intake/receipts/write-later.ts'
import { createReceiptWriter } from '../../../../consumers/intake/receipts/writer.ts'
import type { ReceiptRecord } from '../../../../consumers/intake/receipts/receipt.ts'
import type { CaseOutcome } from '../../../../consumers/intake/receipts/later-entry.ts'
import { INTAKE_GROUP } from '../../../../consumers/intake/start.ts'
import { receiptId } from '../../../../core/publish/receipt-id.ts'
import { noCrash, type CrashPoint } from '../../../../infra/faults/crash-point.ts'
import { inboxTopic, receiptsTopic } from '../../../../infra/event-log/topics.ts'
import { createPriorityLock } from '../../../../consumers/intake/priority-lock.ts'
import { agencyNamed } from '../../../fixtures/ids.ts'
import { temporaryFolder } from '../../../fixtures/temporary-folder.ts'
import { openInstallation, type Installation } from '../harness.ts'

const MINUTE = 60_000
const TEN = Date.parse('2026-11-02T10:00:00Z')
const POLICE = agencyNamed('norshire-police')
const firstAt = (offset: number, { after = 0, final = false, agency = POLICE } = {}): ReceiptRecord => {
  const inbox = { topic: inboxTopic(agency), partition: 0, offset }
  return {
    receipt: receiptId(inbox),
    source: `/agencies/${agency}/records`,
    event_id: `event ${String(offset)}`,
    type: final ? 'behaviour.incident-recorded' : 'bail.decided',
    status: 'accepted',
    errors: [],
    inbox,
    at: new Date(TEN + after).toISOString(),
    warnings: [],
    final,
  }
}

describe('later entries of receipts', () => {
  const folder = temporaryFolder()
  let installation: Installation
  let receipts: ReceiptsLog
  let opened = 0
  let now = TEN
  let stop: () => Promise<void> = () => Promise.resolve()
  const open = (): Promise<ReceiptsLog> =>
    openReceiptsLog({
      log: installation.log,
      records: installation.records,
      write: createReceiptWriter(installation),
      laterEntryMs: MINUTE,
      groupOf: () => INTAKE_GROUP,
    })
  const start = (timeline: { behind: boolean }, told: ReadonlyMap<string, CaseOutcome> = new Map(), crashPoint: CrashPoint = noCrash) => {
    const running = startLaterEntries({
      clock: { now: () => now },
      laterEntryMs: MINUTE,
      receipts,
      crashPoint,
      inTurn: createPriorityLock().live,
      confirmActive: () => Promise.resolve(),
      caughtUp: () => Promise.resolve(!timeline.behind),
      caseOutcomes: () => Promise.resolve(told),
    })
    stop = () => running.stop()
    return running
  }
  const written = async (agency = POLICE) =>
    (await installation.entries<ReceiptRecord>(receiptsTopic(agency))).map(
      ({ event_id: id, final, status }) => `${id ?? ''} ${final ? status : '…'}`,
    )
  const after = async (ms: number): Promise<readonly string[]> => {
    now = TEN + ms
    await new Promise((resolve) => {
      setTimeout(resolve, 250)
    })
    return written()
  }
  beforeEach(async () => {
    now = TEN
    installation = await openInstallation(`${folder.path}/${String(opened++)}`)
    receipts = await open()
  })
  afterEach(async () => {
    await stop()
    await installation.close()
  })

  it('are written at the whole minute, in the order of the first ones, those with a verdict beside those without', async () => {
    start({ behind: false }, new Map([[firstAt(2).receipt, { errors: [{ pointer: '', code: 'G14', detail: 'No.' }], warnings: [] }]]))
    const firsts = [
      firstAt(1, { after: 1_000 }),
      firstAt(2, { after: 2_000 }),
      firstAt(3, { after: 3_000, final: true }),
      firstAt(4, { after: MINUTE + 1_000 }),
    ]
    await receipts.writeFirst(firsts)
    const first = ['event 1 …', 'event 2 …', 'event 3 accepted', 'event 4 …']
    expect(await after(2 * MINUTE - 1)).toEqual(first)
    const second = [...first, 'event 1 accepted', 'event 2 rejected']
    expect(await after(2 * MINUTE)).toEqual(second)
    expect(await after(3 * MINUTE)).toEqual([...second, 'event 4 accepted'])
  })

  it('all wait for the next minute where the timeline is behind, whosever and however linked', async () => {
    const timeline = { behind: true }
    start(timeline)
    await receipts.writeFirst([firstAt(1), firstAt(1, { agency: agencyNamed('westmere-police') })])
    expect(await after(MINUTE)).toEqual(['event 1 …'])
    timeline.behind = false
    expect(await after(MINUTE + 30_000)).toEqual(['event 1 …'])
    expect(await after(2 * MINUTE)).toEqual(['event 1 …', 'event 1 accepted'])
    expect(await written(agencyNamed('westmere-police'))).toEqual(['event 1 …', 'event 1 accepted'])
  })

  it('are neither left out nor written twice by an intake that takes over from one that ended in between', async () => {
    await receipts.writeFirst([firstAt(1), firstAt(2), firstAt(3, { after: 2 * MINUTE })])
    const crashed = start({ behind: false }, new Map(), () => {
      throw new Error('It ends here.')
    })
    const ended = expect(crashed.done).rejects.toThrow('It ends here.')
    expect(await after(MINUTE)).toEqual(['event 1 …', 'event 2 …', 'event 3 …', 'event 1 accepted', 'event 2 accepted'])
    await ended
    receipts = await open()
    start({ behind: false })
    expect(await after(4 * MINUTE)).toEqual([
      'event 1 …',
      'event 2 …',
      'event 3 …',
      'event 1 accepted',
      'event 2 accepted',
      'event 3 accepted',
    ])
  })

  it('leave a mark before what is not settled, and a first entry that is there is not written again', async () => {
    const mark = () => installation.log.committed(RECEIPTS_GROUP, receiptsTopic(POLICE), 0)
    await receipts.writeFirst([firstAt(0, { final: true }), firstAt(1), firstAt(2, { final: true })])
    await receipts.moveMarks()
    expect(await mark()).toBeUndefined()
    const inbox = { topic: inboxTopic(POLICE), partition: 0 }
    await installation.log.commit(INTAKE_GROUP, [{ ...inbox, offset: 1 }])
    receipts.committed([{ ...inbox, offset: 1 }])
    await receipts.moveMarks()
    expect(await mark()).toBe(1)
    receipts = await open()
    await receipts.writeFirst([firstAt(1), firstAt(2, { final: true }), firstAt(3)])
    expect(await written()).toEqual(['event 0 accepted', 'event 1 …', 'event 2 accepted', 'event 3 …'])
    expect(receipts.due(TEN + MINUTE).map(({ event_id: id }) => id)).toEqual(['event 1', 'event 3'])
  })

  it('are not waited for in receipts of before, which have one entry', async () => {
    await installation.log.append([
      {
        topic: receiptsTopic(POLICE),
        key: null,
        value: (await installation.records.encode('uk.throughline.log.Receipt', { ...firstAt(1), final: undefined })).wire,
      },
    ])
    receipts = await open()
    expect(receipts.due(TEN + MINUTE)).toEqual([])
  })
})
