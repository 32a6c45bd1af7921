import type { FieldError } from '../../schemas/codec/errors.ts'
import type { ReadStoreDb } from '../../infra/read-store/port.ts'
import type { Candidate } from './candidate.ts'
import type { Verdict } from './place.ts'
import { matchesAny } from './unlinked-rows.ts'

const keyOf = (agency: string, system: string, id: string): string => `${agency}\n${system}\n${id}`

/**
 * The verdicts, where an event that its case refused is sent again: it is rejected again, for the same reasons, and not repeated as if it had been accepted.
 * One that the timeline has not judged yet counts as repeated; the receipt of the first says what became of it.
 */
export async function withRefusals(db: ReadStoreDb, verdicts: readonly Verdict[]): Promise<readonly Verdict[]> {
  const again = verdicts.flatMap((verdict) => (verdict.status === 'repeated' ? [verdict.candidate] : []))
  if (again.length === 0) return verdicts
  const identities = again.map(({ event: { agency, system, id } }) => ({ agency, system, event_id: id }))
  const rows = await db.selectFrom('case_refused').selectAll().where(matchesAny(identities)).execute()
  const refused = new Map(rows.map((row) => [keyOf(row.agency, row.system, row.event_id), JSON.parse(row.errors) as readonly FieldError[]]))
  const errorsOf = ({ event: { agency, system, id } }: Candidate): readonly FieldError[] | undefined => refused.get(keyOf(agency, system, id))
  return verdicts.map((verdict) => {
    const errors = verdict.status === 'repeated' ? errorsOf(verdict.candidate) : undefined
    return verdict.status === 'repeated' && errors !== undefined ? { status: 'rejected', candidate: verdict.candidate, errors } : verdict
  })
}
