import { sql } from 'kysely'
import { strongIdentifier } from '../../../core/linking/identifiers.ts'
import { normaliseBirthDate } from '../../../core/linking/names.ts'
import { proceedingTokens } from '../../../core/linking/tokens.ts'
import type { ReadStoreTx } from '../../../infra/read-store/port.ts'
import { readSnapshot } from '../../../infra/read-store/snapshot.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import type { ReaderCredential } from '../../identity/credential.ts'
import type { ReadDeps } from '../../read/deps.ts'
import { readOneCase, type OneCase } from '../../read/decide-cases.ts'
import { subjectsOf } from '../lookup.ts'

/** Kinds of proceeding by which another agency names others. */
export const PROCEEDING_KINDS = ['bail', 'dvds', 'em', 'marac', 'order', 'referral'] as const

/** By what a case is found whose id nobody here knows: a proceeding, or a number and the birth date of the man. */
export type About =
  | { readonly kind: (typeof PROCEEDING_KINDS)[number]; readonly id: string }
  | { readonly scheme: string; readonly value: string; readonly birth_date: string }

const casesWith = async (tx: ReadStoreTx, kind: string, tokens: readonly string[]): Promise<readonly CaseLogId[]> =>
  (
    await sql<{ readonly caseLog: CaseLogId }>`
  select found_case_log as "caseLog" from proceeding_cases(${kind}, ${[...tokens]}) order by 1`.execute(tx)
  ).rows.map(({ caseLog }) => caseLog)

/** A case that was looked for. `tokens`: of the proceeding; none where a number of the man was given. */
export interface Sought {
  readonly found: OneCase
  readonly tokens: readonly string[]
}

/** Reads the one case that something leads to, or none. */
export async function seek(reads: ReadDeps, reader: ReaderCredential, purpose: string, about: About): Promise<Sought> {
  const at = new Date(reads.clock.now()).toISOString()
  const { linking } = reads.secrets
  const asked = { reader, purpose, justified: true }
  return readSnapshot(reads.readStore.db, async (tx) => {
    if ('scheme' in about) {
      const caseLogs = await subjectsOf(tx, linking, strongIdentifier(about.scheme, about.value), normaliseBirthDate(about.birth_date))
      return { found: await readOneCase(tx, reads, asked, caseLogs, at), tokens: [] }
    }
    const areas = (await reads.readControl(tx)).agencies.get(reader.agency)?.areas ?? []
    const tokens = proceedingTokens(linking, about.kind, areas, about.id)
    const caseLogs = tokens.length === 0 ? [] : await casesWith(tx, about.kind, tokens)
    return { found: await readOneCase(tx, reads, asked, caseLogs, at), tokens }
  })
}
