import { londonDate } from '../../core/time/london.ts'
import { AUDITING_ROLES } from '../../core/control/oversight.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { decideCaseReaders } from '../../policy/decide/case-readers.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { caseLogsOf, decideOneCase } from '../read/decide-cases.ts'
import { CASE_PAGE_ACTIONS, PATTERN_ACTION } from '../read/pattern.ts'
import { STREAM_ACTION } from '../read/follow-timeline.ts'
import { EXPLANATION_ACTION } from '../read/explanation.ts'
import { failureOnRecord, putOnRecord } from '../read/on-record.ts'
import { resultOf, type ReadResult } from '../read/outcome.ts'
import { CASE_READERS } from './actions.ts'
import type { Period, QuestionDeps } from './deps.ts'
import { indexIsWhole, rowsOfCases } from './index-rows.ts'
import { openedRecords, type OpenedAccess } from './opened-records.ts'
import { MOST_OPENED } from './page-of-reads.ts'

/** "Who has read this case?", for who coordinates it. */
export interface CaseReaders extends Period {
  readonly reader: ReaderCredential
  readonly purpose: string
  /** As it was asked for. */
  readonly caseId: string
}

/** Reads of a case on one day by people of one role of one agency; no person is named. */
export interface ReadersRow {
  /** Day in London. */
  readonly day: string
  /** `oversight`: auditors and data protection officers, whatever their agency. */
  readonly by: 'agency' | 'oversight'
  readonly agency: string
  readonly role: string
  readonly reads: number
  readonly printed: number
}

export interface CaseReadersAnswer {
  /** The newest day first. */
  readonly items: readonly ReadersRow[]
  /** False where the newest reads may not be in it yet. */
  readonly complete: boolean
  /** True where there are more reads than are looked through: ask for fewer days. */
  readonly more: boolean
}

/** Reads of one case. A list of cases is none, and neither is what only asks whether something changed. */
const READS: ReadonlySet<string> = new Set(['timeline', STREAM_ACTION, PATTERN_ACTION, 'case', EXPLANATION_ACTION, ...CASE_PAGE_ACTIONS])
const PRINT = 'case-print'
const OVERSIGHT = 'oversight' as const

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Reads of a case by day, agency and role. `nameOf`: name of an agency. Pure. */
export function readersRows(reads: readonly Pick<OpenedAccess, 'record'>[], nameOf: (agency: string) => string): readonly ReadersRow[] {
  const each = reads.map(({ record: { at, agency, role, action } }) => {
    const day = londonDate(Date.parse(at))
    return AUDITING_ROLES.includes(role)
      ? { day, by: OVERSIGHT, agency: OVERSIGHT, role: OVERSIGHT, action }
      : { day, by: 'agency' as const, agency: nameOf(agency), role, action }
  })
  return [...Map.groupBy(each, ({ day, agency, role }) => [day, agency, role].join('\n')).values()]
    .flatMap((of) =>
      of.slice(0, 1).map(({ day, by, agency, role }): ReadersRow => ({
        day,
        by,
        agency,
        role,
        reads: of.length,
        printed: of.filter(({ action }) => action === PRINT).length,
      })),
    )
    .sort((one, other) => byText(other.day, one.day) || byText(one.agency, other.agency) || byText(one.role, other.role))
}

/**
 * Who has read a case, by agency, role and day. INVARIANT: it counts permitted reads and looks at nothing of what they showed, so that no event that the reader does not
 * see changes it. On record before it is answered.
 */
export const caseReaders = (
  deps: QuestionDeps,
  { reader, purpose, caseId, from, to }: CaseReaders,
): Promise<ReadResult<CaseReadersAnswer>> =>
  failureOnRecord(deps.reads, CASE_READERS, reader, async () => {
    const { reads } = deps
    const at = new Date(reads.clock.now()).toISOString()
    const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    const complete = await indexIsWhole(deps)
    const one = await readSnapshot(reads.readStore.db, (tx) =>
      decideOneCase(tx, reads, { reader, purpose, justified: false }, caseLogsOf(reads, reader, caseId), at, (input) =>
        decideCaseReaders(reads.policy, input),
      ),
    )
    const { snapshot, decision } = one
    const caseLogs = snapshot.logs.map(({ caseLog }) => caseLog)
    const rows =
      decision.outcome === 'permit' ? await rowsOfCases(reads.readStore.db, { caseLogs, ...period, attempts: true }, MOST_OPENED) : []
    const opened = await openedRecords(
      deps,
      rows.map(({ position }) => position),
    )
    const mine = opened.filter((access) => isReadOf(access, new Set(caseLogs)))
    const record = await putOnRecord(reads, { at, action: CASE_READERS, reader, purpose, snapshot, asked: caseId, page: period, decision })
    const { agencies } = snapshot.control
    return resultOf(decision.outcome, record, () => ({
      items: readersRows(mine, (agency) => agencies.get(agency)?.name ?? agency),
      complete,
      more: rows.length === MOST_OPENED,
    }))
  })

function isReadOf({ record: { action, outcome }, opened: { request } }: OpenedAccess, caseLogs: ReadonlySet<string>): boolean {
  if (outcome !== 'permit' || !READS.has(action)) return false
  // The clear part of a record whose opening was erased still says who read, and the index of which case.
  return typeof request === 'string' || request.cases.some((caseLog) => caseLogs.has(caseLog))
}
