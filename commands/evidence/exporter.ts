import type { ReaderCredential } from '../../gateway/identity/credential.ts'
import { standsAs } from '../../gateway/identity/standing.ts'
import { EXPORT_ACTION } from '../../gateway/audit/export/ask.ts'
import { recordRefusal } from '../../gateway/read/on-record.ts'
import { controlNow } from '../control-now.ts'
import type { Service } from '../service.ts'

/** Who may take evidence out: of an agency that control.events registers for oversight, or of the operator. */
const EXPORTERS: ReadonlySet<string> = new Set(['auditor', 'dpo'])

/** The person of a token, who may export. Throws an Error in words for anybody else; that somebody tried is on record. */
export async function exporterOf(
  { parts, reads, identity }: Pick<Service, 'parts' | 'reads' | 'identity'>,
  token: string,
): Promise<ReaderCredential> {
  const person = await identity.authenticate(`Bearer ${token}`)
  const control = await controlNow(parts.store)
  if (person?.kind !== 'reader' || !standsAs(control, person, reads.secrets.linking))
    throw new Error('--token must be a current token of a person.')
  if (EXPORTERS.has(person.role) && control.agencies.get(person.agency)?.oversight === true) return person
  await recordRefusal(reads, EXPORT_ACTION, person, 'forbidden')
  throw new Error(
    'Only an auditor or a data protection officer of the bus operator, or of an agency registered for oversight, exports. That you asked is on record.',
  )
}
