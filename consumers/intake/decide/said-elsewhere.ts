import { sql } from 'kysely'
import { emptyPerson } from '../../../core/linking/evidence.ts'
import type { SaidOf } from '../../../core/linking/forgotten.ts'
import type { LinkingSecret } from '../../../core/linking/tokens.ts'
import type { ReadStoreDb } from '../../../infra/read-store/port.ts'
import type { Vault } from '../../../infra/vault/port.ts'
import type { CaseLogId, PersonId } from '../../../schemas/ids.ts'
import type { DecodeIndex } from '../../timeline/decode-index.ts'
import { caseCopies } from './case-copies.ts'
import { identitiesOf } from './identities.ts'

interface Deps {
  readonly db: ReadStoreDb
  readonly vault: Vault
  readonly secret: LinkingSecret
  readonly decodeIndex: DecodeIndex
}

/** What events of other case logs say of people who are there by the same ids: as when the logs were one case, and an event of the one came to the other. */
export async function saidElsewhere(deps: Deps, from: CaseLogId, people: readonly PersonId[]): Promise<readonly SaidOf[]> {
  const rows = await deps.db
    .selectFrom('link_person')
    .select('case_log')
    .distinct()
    .where('case_log', '<>', from)
    .where(sql<boolean>`person = any(${people}::text[])`)
    .orderBy('case_log')
    .execute()
  const said: SaidOf[] = []
  for (const { case_log: caseLog } of rows) {
    const { here } = await caseCopies(deps.db, deps.decodeIndex, caseLog, [])
    const identities = await identitiesOf(deps, caseLog, here.all)
    said.push(
      ...here.all.map(({ sequence, index }) => ({
        index,
        said: identities.get(sequence) ?? { subject: emptyPerson('subject'), harmed: [] },
      })),
    )
  }
  return said
}
