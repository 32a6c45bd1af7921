import { sql } from 'kysely'
import { strongIdentifier } from '../../core/linking/identifiers.ts'
import { normaliseBirthDate } from '../../core/linking/names.ts'
import { token } from '../../core/linking/tokens.ts'
import { measureReason } from '../../core/reasons/reason.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { REFUSALS, type ReadResult } from '../read/outcome.ts'
import { failureOnRecord } from '../read/on-record.ts'
import { readOneCase } from '../read/decide-cases.ts'
import { LOOKUP } from './actions.ts'
import { mayBreakGlass, mayToday } from './break-glass.ts'
import type { StepUpDeps } from './deps.ts'
import { onRecord } from './on-record.ts'

/** Who is looked for. In the body of a request, never in an address. */
export interface LookupRequest {
  readonly reader: ReaderCredential
  readonly purpose: string
  readonly scheme: string
  readonly value: string
  readonly birthDate: string
  /** Who is in danger, and why this case is looked for. */
  readonly reason: string
}

/** What two look-ups of one person have in common; it is no token of the linking, so that it says of nobody whether they are known. */
const soughtToken = (secret: Buffer, scheme: string, value: string, born: string): string =>
  token(secret, 'sought', [scheme, value, born].join('\0'))

/** Case logs whose subject has both tokens. */
const subjectsWith = async (tx: ReadStoreTx, identifier: string, birthDate: string): Promise<readonly CaseLogId[]> =>
  (
    await sql<{ readonly caseLog: CaseLogId }>`
  select found_case_log as "caseLog" from subject_cases(${identifier}, ${birthDate}) order by 1`.execute(tx)
  ).rows.map(({ caseLog }) => caseLog)

/** Case logs of the man who has a strong identifier and a birth date, both normalised. */
export const subjectsOf = async (
  tx: ReadStoreTx,
  linking: Buffer,
  strong: ReturnType<typeof strongIdentifier>,
  born: string | undefined,
): Promise<readonly CaseLogId[]> =>
  strong === undefined || born === undefined
    ? []
    : subjectsWith(tx, token(linking, strong.scheme, strong.value), token(linking, 'birth_date', born))

/**
 * Finds the case of somebody by a strong identifier and the date of birth, for those who may open emergency access, and only where it would open something:
 * nobody, a block and a conflict of roles are one 404. On record with who was sought and why, sealed, and a token that is the same for the same person sought.
 */
export async function lookUpCase(
  deps: StepUpDeps,
  { reader, purpose, scheme, value, birthDate, reason }: LookupRequest,
): Promise<ReadResult<{ readonly id: string }>> {
  const { reads } = deps
  await mayBreakGlass(deps, LOOKUP, reader, purpose)
  await mayToday(deps, LOOKUP, reader)
  return failureOnRecord(reads, LOOKUP, reader, async () => {
    const at = new Date(reads.clock.now()).toISOString()
    const { linking } = reads.secrets
    const [strong, born] = [strongIdentifier(scheme, value), normaliseBirthDate(birthDate)]
    const { input, ...found } = await readSnapshot(reads.readStore.db, async (tx) =>
      readOneCase(tx, reads, { reader, purpose, justified: true }, await subjectsOf(tx, linking, strong, born), at),
    )
    const { outcome } = reads.policy.decideWithBreakGlass(input, reads.policy.stepUp.break_glass.reason_chars)
    const page = { scheme, value, birth_date: birthDate, reason, reason_length: String(measureReason(reason).characters) }
    const sought = soughtToken(linking, scheme, strong?.value ?? value.trim().toUpperCase(), born ?? birthDate)
    const asked = { reader, purpose, asked: null, action: LOOKUP, page, sought }
    const result = await onRecord(reads, asked, found, outcome, () => undefined)
    if (!result.ok) return result
    if (found.caseLog === undefined) return { ok: false, problem: REFUSALS.not_found }
    return { ...result, value: { id: reads.caseIds.outside(reader.agency, found.caseLog) } }
  })
}
