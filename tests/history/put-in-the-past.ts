import type { CaseEventRecord } from '../../core/case/index-part.ts'
import { CASE_EVENTS } from '../../infra/event-log/topics.ts'
import { encodeWire, readWire } from '../../schemas/codec/wire.ts'
import { loadRecords, recordOf } from '../../schemas/index.ts'
import { openLogFile } from '../fixtures/log-file.ts'
import { readsIn, sawUpTo } from '../gateway/audit/replay/closed-folder.ts'

/** Puts an event into the past of the case log that most reads saw whole, as somebody might who has the disk; resolves with how many recorded reads saw that past. */
export async function putInThePast(data: string, masterKeyFile: string): Promise<number> {
  const reads = await readsIn(data, masterKeyFile)
  const cases = reads.flatMap((read) => (typeof read.opened.request === 'string' ? [] : read.opened.request.cases))
  const [most] = [...Map.groupBy(cases, (caseLog) => caseLog)].toSorted(([, one], [, other]) => other.length - one.length)
  const caseLog = most?.[0] ?? ''
  const file = openLogFile(data)
  try {
    const second = file.records(CASE_EVENTS).filter(({ key }) => key === caseLog)[1]
    const wire = second && readWire(second.value)
    if (second === undefined || wire?.ok !== true) throw new Error('No such event.')
    const { avro } = recordOf(loadRecords(), 'case-event')
    const copied = avro.fromBuffer(wire.value.body) as CaseEventRecord
    const index = { ...copied.index, event_id: '00000000-0000-4000-8000-000000000001', recorded_at: '2020-01-01T00:00:00.000Z' }
    file.putBefore(second, encodeWire(wire.value.id, avro, { ...copied, index }))
  } finally {
    file.close()
  }
  return reads.filter((read) => sawUpTo(read, 'links', caseLog) >= 2).length
}
