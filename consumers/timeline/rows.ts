import { candidatesOf } from '../../core/case/candidates.ts'
import type { AppliedEvent, RefusedEvent } from '../../core/case/fold-log.ts'
import type { CaseCandidateTable, CaseEventTable, CasePartTable, CaseRefusedTable } from '../../infra/read-store/tables.ts'
import type { SealedPart } from '../../core/case/index-part.ts'

/** The row of an event. */
export function eventRow({ sequence, chain, entry, parts, verdict }: AppliedEvent): CaseEventTable {
  const { index } = entry.record
  return {
    case_log: index.case_log,
    sequence,
    agency: index.agency,
    system: index.system,
    event_id: index.event_id,
    type: index.type,
    record_schema: entry.fingerprint,
    index_part: entry.indexBytes,
    part_hashes: Buffer.concat(parts.map(({ hash }) => hash)),
    chain,
    warnings: JSON.stringify(verdict.kept),
  }
}

/** The row of an event that a rule of the case refused. */
export function refusedRow({
  entry: {
    record: { index },
  },
  verdict,
}: RefusedEvent): CaseRefusedTable {
  const { case_log: caseLog, agency, system, event_id: eventId } = index
  return { case_log: caseLog, agency, system, event_id: eventId, errors: JSON.stringify(verdict.errors) }
}

/** The reduced form of a part, sealed; undefined where its class has none. */
export type ReducedForm = (part: SealedPart) => Buffer | undefined

/** The rows of an event's parts: plain as the log has it, and its reduced form. */
export function partRows({ sequence, entry, parts }: AppliedEvent, reducedOf: ReducedForm): readonly CasePartTable[] {
  const { index } = entry.record
  return parts.flatMap(({ part, hash }): CasePartTable[] => {
    const row = { case_log: index.case_log, sequence, owner: part.owner, class: part.class, hash }
    const reduced = reducedOf(part)
    return [
      { ...row, form: 'plain', sealed: part.sealed },
      ...(reduced === undefined ? [] : [{ ...row, form: 'reduced' as const, sealed: reduced }]),
    ]
  })
}

/** The candidate rows that events make, each once. */
export function candidateRows(applied: readonly AppliedEvent[]): readonly CaseCandidateTable[] {
  const rows = applied.flatMap(
    ({
      entry: {
        record: { index },
      },
    }) => candidatesOf(index).map((candidate) => ({ case_log: index.case_log, ...candidate })),
  )
  return [...new Map(rows.map((row) => [`${row.case_log}\n${row.kind}\n${row.value}`, row])).values()]
}
