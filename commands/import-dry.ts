import { systemClock } from '../infra/clock/clock.ts'
import { createDryPublisher } from '../producers/import/publisher.ts'
import { importRows, type NotedRow } from '../producers/import/import-file.ts'
import { NOTHING_DONE } from '../producers/import/progress.ts'
import type { RejectedFile } from '../producers/import/rejected-file.ts'
import type { AgencyType } from '../schemas/generated/codes.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { agencyTypes } from './agency-types.ts'
import { dryTotal, leftOutLines, MOST_SHOWN, notedLines, rejectedLines } from './import-words.ts'
import { errorsOf, peakMemory, wordsBefore, type Work } from './import-work.ts'

const NO_FILE: RejectedFile = { add: () => 0, close: () => undefined }

/** Says what would become of each row, and sends nothing. Resolves with the exit code: 0 all would be taken, 1 some not. */
export async function judgeRows(work: Work): Promise<number> {
  const {
    command: { agency, file },
    mapping,
    rows,
    key,
    store,
    output,
    shown,
    onRejected,
  } = work
  const noted: NotedRow[] = []
  const counts = { noted: 0, held: 0, warned: 0 }
  const progress = await importRows({
    agency,
    mapping,
    rows,
    progress: NOTHING_DONE,
    rejected: NO_FILE,
    outcomes: store.outcomes(key),
    save: (now, became) => {
      store.save(key, now, became)
    },
    take: createDryPublisher(loadCatalogue(), agencyTypes().get(agency) as AgencyType | undefined, systemClock),
    onRejected,
    onNoted: (row) => {
      counts.noted += 1
      if (row.held.length > 0) counts.held += 1
      if (row.warnings.length > 0) counts.warned += 1
      if (noted.length < MOST_SHOWN || output.json) noted.push(row)
    },
  })
  const words = [
    ...wordsBefore(work),
    ...rejectedLines(file, shown, progress.rejected),
    ...notedLines(file, noted, counts.noted),
    ...leftOutLines(progress),
    dryTotal(progress, counts),
  ]
  output.result(words.join('\n'), {
    rows: progress.rows,
    taken: progress.delivered,
    rejected: progress.rejected,
    left_out: progress.leftOut,
    held: counts.held,
    warned: counts.warned,
    dry_run: true,
    errors: errorsOf(shown),
    noted: noted.map(({ row, held, warnings }) => ({ line: row.line, held, warnings })),
    notes: wordsBefore(work),
    peak_memory_bytes: peakMemory(),
  })
  return progress.rejected === 0 ? 0 : 1
}
