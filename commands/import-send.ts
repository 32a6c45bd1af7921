import { systemClock } from '../infra/clock/clock.ts'
import { createHttp } from '../producers/agency-client/http.ts'
import { awaitReceipts } from '../producers/import/await-receipts.ts'
import { createImportPublisher } from '../producers/import/publisher.ts'
import { importRows } from '../producers/import/import-file.ts'
import { writeOutcomes } from '../producers/import/outcome-file.ts'
import type { OutcomeCounts, Progress } from '../producers/import/progress.ts'
import { laterFile, openRejectedFile, type RejectedFile } from '../producers/import/rejected-file.ts'
import { settleRows } from '../producers/import/settle-rows.ts'
import { importTotal, leftOutLines, rejectedLines } from './import-words.ts'
import { errorsOf, peakMemory, wordsBefore, type ImportCommand, type Work } from './import-work.ts'
import type { Output } from './output.ts'

const EVERY_MS = 2_000

/** Says how far it is, at most every two seconds. */
function reporter(output: Output, before: Progress): (progress: Progress) => void {
  const began = performance.now()
  let said = began
  return ({ rows, rejected }) => {
    const now = performance.now()
    if (now - said < EVERY_MS) return
    said = now
    const rate = (rows - before.rows) / ((now - began) / 1000)
    output.progress(`  ${String(rows)} rows, ${String(rejected)} not taken, ${rate.toFixed(0)} a second`)
  }
}

const exitCode = ({ rejected, waiting }: OutcomeCounts, wait: boolean): number => (rejected === 0 && (waiting === 0 || !wait) ? 0 : 1)
const summary = ({ rows, leftOut }: Progress, counts: OutcomeCounts): object => ({
  rows,
  taken: counts.accepted + counts.repeated + counts.held + counts.waiting,
  left_out: leftOut,
  ...counts,
})

/** Gives the rows to the service, waits for their receipts, and writes what became of each. Resolves with the exit code. */
export async function sendRows(work: Work): Promise<number> {
  const {
    command: { file, again, wait },
    key,
    store,
    outcomesPath,
    output,
    shown,
  } = work
  if (again) store.forget(key)
  const before = store.of(key)
  const known =
    before.counts ??
    (before.done && Object.keys(store.outcomes(key).count()).length === 0
      ? countsOf({ accepted: before.delivered, rejected: before.rejected })
      : undefined)
  if (known !== undefined) {
    output.result(
      `This file was imported before: ${String(before.rows)} rows, ${String(known.rejected)} of them rejected. To give all of it again: --again.`,
      { ...summary(before, known), again: true },
    )
    return exitCode(known, wait)
  }
  const progress = before.done ? before : await give(work, before)
  const { counts, rejected } = await settle(work, progress)
  output.result(
    [
      ...wordsBefore(work),
      ...rejectedLines(file, shown, counts.rejected),
      ...leftOutLines(progress),
      importTotal(progress, counts, { outcomes: outcomesPath, rejected }),
    ].join('\n'),
    {
      ...summary(progress, counts),
      dry_run: false,
      outcomes: outcomesPath,
      errors: errorsOf(shown),
      notes: wordsBefore(work),
      peak_memory_bytes: peakMemory(),
    },
  )
  return exitCode(counts, wait)
}

const countsOf = ({ accepted = 0, repeated = 0, held = 0, rejected = 0, waiting = 0 }: Partial<OutcomeCounts>): OutcomeCounts => ({
  accepted,
  repeated,
  held,
  rejected,
  waiting,
})
const readerOf = async ({ agency, url }: ImportCommand): Promise<string> => `${await url()} ${agency}`

/** Gives the rows that are left to the service. */
async function give({ command, mapping, rows, key, store, rejectedPath, output, onRejected }: Work, before: Progress): Promise<Progress> {
  if (before.rows > 0) output.progress(`  going on after ${String(before.rows)} rows`)
  const from = before.rows > 0 ? before : { ...before, after: store.cursor(await readerOf(command)) }
  const report = reporter(output, before)
  const rejected = openRejectedFile(rejectedPath, mapping.source, rows.form, before.rejectedBytes)
  try {
    return await importRows({
      agency: command.agency,
      mapping,
      rows,
      progress: from,
      rejected,
      outcomes: store.outcomes(key),
      onRejected,
      take: createImportPublisher({ url: await command.url(), token: command.token }, systemClock, (ms) => {
        output.progress(`  the service does not answer; tried again in ${(ms / 1000).toFixed(1)} s`)
      }),
      save: (now, became) => {
        store.save(key, now, became)
        report(now)
      },
    })
  } finally {
    rejected.close()
  }
}

/** Waits for the receipts, and writes what became of each row. */
async function settle(
  { command, mapping, rows, key, store, rejectedPath, outcomesPath, output, onRejected }: Work,
  progress: Progress,
): Promise<{ readonly counts: OutcomeCounts; readonly rejected: readonly string[] }> {
  const outcomes = store.outcomes(key)
  if (command.wait && (outcomes.count().waiting ?? 0) > 0) {
    const http = createHttp({ url: await command.url(), token: command.token })
    const { cursor } = await awaitReceipts({
      http,
      outcomes,
      after: progress.after,
      clock: systemClock,
      onWaiting: (waiting) => {
        output.progress(`  ${String(waiting)} rows wait for their receipts`)
      },
    })
    if (cursor !== undefined) store.keepCursor(await readerOf(command), cursor)
  }
  const counts = countsOf(outcomes.count())
  const files = new Set(progress.rejected > 0 ? [rejectedPath] : [])
  if (counts.waiting === 0) {
    const { file, length } = laterFile(rejectedPath, mapping.source.format, progress.rejectedBytes)
    let more: RejectedFile | undefined
    const opened = (): RejectedFile => {
      files.add(file)
      return (more ??= openRejectedFile(file, mapping.source, rows.form, length))
    }
    try {
      await settleRows({ agency: command.agency, mapping, rows, outcomes, rejected: opened, onRejected })
    } finally {
      more?.close()
    }
  }
  writeOutcomes(outcomesPath, mapping.source.format, outcomes.all())
  if (counts.waiting > 0) return { counts, rejected: [...files] }
  store.save(key, { ...progress, counts })
  outcomes.drop()
  return { counts, rejected: [...files] }
}
