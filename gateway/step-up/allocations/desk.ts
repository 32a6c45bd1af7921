import { caseLinked, CASE_LINKED } from '../../../core/case/system-event.ts'
import { staffToken } from '../../../core/linking/tokens.ts'
import { staffOf } from '../../identity/credential.ts'
import { ReadRefused, type ReadResult } from '../../read/outcome.ts'
import { failureOnRecord, recordRefusal } from '../../read/on-record.ts'
import { ALLOCATION_DESK } from '../actions.ts'
import type { StepUpDeps } from '../deps.ts'
import { putOutcomeOnRecord } from '../on-record.ts'
import { writeSaid } from '../propose.ts'
import { seek, type About } from './about.ts'
import type { OwnAgencyReader } from './own-agency.ts'
import { inFixedTime } from './same-answer.ts'

const HOUR = 3_600_000

export interface DeskRequest extends OwnAgencyReader {
  /** Number and birth date of the man. */
  readonly about: Extract<About, { readonly scheme: string }>
  /** The desk's custody, crime or DVDS number. */
  readonly number: string
}

/**
 * Links an officer of a desk that decides on bail, an out-of-court resolution or a disclosure to the case of the man before them, for 72 hours and the desk's
 * purpose (D.11 (6)); the desk's number is the justification. Whether there is a case, the answer does not tell.
 */
export async function openDesk(deps: StepUpDeps, { reader, purpose, about, number }: DeskRequest): Promise<ReadResult<undefined>> {
  const { reads } = deps
  const desks = reads.policy.allocation?.desks
  if (desks?.roles.includes(reader.role) !== true || !reads.policy.purposesOf(reader.role).includes(purpose)) {
    await recordRefusal(reads, ALLOCATION_DESK, reader, 'deny_allocation')
    throw new ReadRefused('deny_allocation')
  }
  return failureOnRecord(reads, ALLOCATION_DESK, reader, () =>
    inFixedTime(
      (async () => {
        const { found } = await seek(reads, reader, purpose, about)
        const subject = reads.policy.deskSubject(found.input)
        const event = deps.ids()
        const record = await putOutcomeOnRecord(
          reads,
          { reader, purpose, asked: null, action: ALLOCATION_DESK, page: { event, number } },
          found,
          subject === undefined ? 'not_found' : 'permit',
        )
        if (subject !== undefined && found.caseLog !== undefined) {
          const staff = staffToken(reads.secrets.linking, staffOf(reader))
          const until = new Date(Date.parse(found.at) + desks.hours * HOUR).toISOString()
          const { index } = caseLinked({
            eventId: event,
            caseLog: found.caseLog,
            schema: deps.schemaOf(CASE_LINKED),
            at: found.at,
            agency: reader.agency,
            staff,
            link: 'allocated',
            role: reader.role,
            pairs: [subject],
            from: found.at,
            until,
            reasonCode: 'desk',
            purpose,
            givenBy: reader.agency,
            giver: staff,
          })
          await writeSaid(deps, index, { '/details/staff': staffOf(reader), '/details/giver': staffOf(reader), '/details/reason': number })
        }
        return { ok: true, record, value: undefined } as const
      })(),
    ),
  )
}
