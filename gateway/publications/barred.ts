import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { ReaderCredential } from '../identity/credential.ts'
import { readCaseLinks } from '../read/case-links.ts'
import type { ReadDeps } from '../read/deps.ts'
import { readCases } from '../read/snapshot.ts'
import { liveRequest } from '../read/readers.ts'

/** Those of case logs that are of a case from which the reader is barred: of what is in them, there is nothing. Only cases with a block are looked into. */
export async function barredLogs(
  tx: ReadStoreTx,
  reads: ReadDeps,
  reader: ReaderCredential,
  caseLogs: readonly CaseLogId[],
): Promise<ReadonlySet<string>> {
  if (caseLogs.length === 0) return new Set()
  const { caseLogs: all } = await readCaseLinks(tx, caseLogs)
  const withBlock = await tx
    .selectFrom('case_event')
    .select('case_log')
    .distinct()
    .where('case_log', 'in', [...all])
    .where('type', '=', 'case.access-blocked')
    .execute()
  const { cases, control } = await readCases(
    tx,
    reads,
    withBlock.map(({ case_log: caseLog }) => caseLog),
  )
  const now = new Date(reads.clock.now()).toISOString()
  const request = liveRequest(reader, '', reads.secrets)
  const barred = cases.filter(({ logs, same }) => reads.policy.isBarred({ request, logs, same, agencies: control.agencies, now }))
  return new Set(barred.flatMap(({ logs }) => logs.map(({ caseLog }) => caseLog)))
}
