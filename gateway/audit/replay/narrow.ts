import { namedIn } from '../../../core/case/index-part.ts'
import { logsOf } from '../../../core/linking/case-links.ts'
import { readerReference } from '../../../core/access-log/reader-reference.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { ReplayRange } from '../replays.ts'
import type { Wanted } from './gather-reads.ts'
import { personInCases, type PersonInCases } from './person-cases.ts'
import type { ReadPlace } from './read-groups.ts'
import type { ReplayGround } from './ground.ts'
import type { StreamedRead } from './streamed-share.ts'

/** A range, as reads are held against it: by what their records say in the clear and under which keys they are, and then by what they open to. */
export interface NarrowedRange {
  readonly wanted: Wanted
  readonly holds: (read: StreamedRead) => boolean
}

type Test<Of> = (of: Of) => boolean

function inClear({ from, to, ids, action }: ReplayRange): Wanted {
  const [first, last] = [from === undefined ? -Infinity : Date.parse(from), to === undefined ? Infinity : Date.parse(to)]
  const named = ids && new Set(ids)
  return (record) => {
    const at = Date.parse(record.at)
    return !(at < first || at > last) && (named?.has(record.id) ?? true) && (action === undefined || record.action === action)
  }
}

/** Whether a read is of one of these case logs. INVARIANT: what was altered is in: narrowing a range must not hide it. */
const isOf =
  (caseLogs: ReadonlySet<CaseLogId>): Test<StreamedRead> =>
  ({ opened }) =>
    opened === undefined || typeof opened.request === 'string' || opened.request.cases.some((one) => caseLogs.has(one))

/** Whether a read gave out an event that names a person, or a part that is about them. */
const touches =
  ({ is, caseLogs }: PersonInCases): Test<StreamedRead> =>
  ({ opened, judging }) => {
    if (opened === undefined || typeof opened.decision === 'string' || typeof opened.request === 'string') return true
    const { cases } = opened.request
    return opened.decision.released.some(([log, sequence, parts]) => {
      const caseLog = cases[log]
      if (caseLog === undefined || !caseLogs.has(caseLog)) return false
      const event = judging.logs.cases.get(caseLog)?.events[sequence - 1]
      return parts.some(([owner]) => is(owner)) || (event !== undefined && namedIn(event.index).some(is))
    })
  }

/** Whether a read may be of one of these case logs, as far as its key's scope says: one of several cases must be opened. */
const mayBeOf =
  (caseLogs: ReadonlySet<string>): Test<ReadPlace | undefined> =>
  (place) =>
    place?.caseLog === undefined || caseLogs.has(place.caseLog)

/** Makes the tests of a range. A case means every case log that is one case with it now. */
export async function narrow(ground: ReplayGround, range: ReplayRange): Promise<NarrowedRange> {
  const { links } = ground.shared
  const clear = inClear(range)
  const places: Test<ReadPlace | undefined>[] = []
  const opened: Test<StreamedRead>[] = []
  if (range.case !== undefined) {
    const caseLogs = new Set(logsOf(links.linksAt(links.length), range.case))
    places.push(mayBeOf(caseLogs))
    opened.push(isOf(caseLogs))
  }
  if (range.person !== undefined) {
    const person = await personInCases(ground, range.person)
    places.push(mayBeOf(person.caseLogs))
    opened.push(touches(person))
  }
  if (range.reader !== undefined) {
    const reference = readerReference(ground.secrets.readerIds, range.reader)
    places.push((place) => place === undefined || place.reader === reference)
  }
  return {
    wanted: (record, place) => clear(record, place) && places.every((test) => test(place)),
    holds: (read) => opened.every((test) => test(read)),
  }
}
