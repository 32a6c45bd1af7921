import type { AccessRecord } from '../../../core/access-log/access-record.ts'
import { openRecords, type OpenedRecord } from '../../../infra/access-log/open-records.ts'
import { accessRecordOf } from './access-entries.ts'
import { createCaseEntries } from './case-entries.ts'
import { createFoldedCases, type FoldedCases } from './folded-cases.ts'
import type { ReplayGround, SharedConfirmed } from './ground.ts'
import type { JudgeDeps } from './judge.ts'
import { missingLeaves } from './logged-leaves.ts'
import { createOrderedErasures, type OrderedErasures } from './ordered-erasures.ts'
import type { ReadShare, ReadsInOrder, SortedRead } from './sorted-reads.ts'

/** Reads that are opened at once. */
const PAGE = 200

/** A recorded read, opened, with the logs that it is judged over. */
export interface StreamedRead {
  /** Offset in access.log, for auditors. */
  readonly offset: number
  /** Undefined: the entry cannot be read as an access record. */
  readonly record: AccessRecord | undefined
  readonly opened: OpenedRecord | undefined
  /** The transparency log, which has gone further, has not this record. */
  readonly isUnproved: boolean
  /** What createReadReplay and createJudge take. Of this read alone: its case logs are let go of. */
  readonly judging: JudgeDeps
}

/** Streams shares of reads, and keeps between them the case logs that there is room for. */
export interface ShareStream {
  of(share: ReadShare): AsyncGenerator<StreamedRead>
  close(): void
}

interface Streaming extends ReplayGround {
  readonly cases: FoldedCases
  readonly confirmed: SharedConfirmed
  readonly erasures: OrderedErasures
}

async function* readsOfPage(streaming: Streaming, page: readonly SortedRead[]): AsyncGenerator<StreamedRead> {
  const { deps, decoder, shared, cases, secrets, confirmed, erasures } = streaming
  const { catalogue, policyOf, vault } = deps
  const entries = await Promise.all(page.map(async ({ offset, value }) => ({ offset, record: await accessRecordOf(decoder, value) })))
  const missing = await missingLeaves(deps, entries)
  const records = entries.flatMap(({ record }) => record ?? [])
  const values = await openRecords(vault, records)
  const opened = new Map(
    records.flatMap((record, at) => {
      const one = values[at]
      return one === undefined ? [] : [[record, one] as const]
    }),
  )
  const unordered = await erasures.unordered(opened)
  for (const { offset, record } of entries) {
    const of = record && opened.get(record)
    const folded = await cases.of(typeof of?.request === 'object' ? of.request.cases : [])
    const judging: JudgeDeps = {
      catalogue,
      policyOf,
      secrets,
      logs: { ...shared, cases: folded },
      isErased: (part) => folded.get(part.caseLog)?.isErased(part) === true,
      isOrdered: record === undefined || !unordered.has(record),
      confirmed: ({ log, caseLog }) => {
        if (caseLog !== undefined) return folded.get(caseLog)?.confirmed ?? -1
        return log === 'control' || log === 'links' ? confirmed[log] : -1
      },
    }
    yield { offset, record, opened: of, isUnproved: missing.has(offset), judging }
  }
}

/** `confirmed`: how far the shared logs are as some record says. */
export function streamShares(ground: ReplayGround, reads: ReadsInOrder, confirmed: SharedConfirmed): ShareStream {
  const { deps, decoder, names } = ground
  const entries = createCaseEntries(deps.log, decoder)
  const versionsOf = (caseLog: string) => reads.versions(names.ofCase(caseLog))
  const streaming: Streaming = {
    ...ground,
    confirmed,
    cases: createFoldedCases({ entries, vault: deps.vault, versionsOf }),
    erasures: createOrderedErasures(deps, decoder),
  }
  return {
    of: async function* (share) {
      let { after, reads: left } = share
      while (left > 0) {
        const page = await reads.page(share.group, after, Math.min(left, PAGE))
        const last = page.at(-1)
        if (last === undefined) return
        yield* readsOfPage(streaming, page)
        after = last.offset
        left -= page.length
      }
    },
    close: () => {
      entries.close()
    },
  }
}
