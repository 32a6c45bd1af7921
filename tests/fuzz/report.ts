import { isFlat, type HeapReport } from './heap.ts'

/** What a run with numbered cases came to. */
interface Run {
  readonly outcomes: ReadonlyMap<string, number>
  readonly failures: readonly { readonly index: number; readonly how: string; readonly thrown: unknown }[]
  readonly slowest: { readonly index: number; readonly ms: number; readonly how: string }
  readonly heap: HeapReport
}

/** No value may take longer, milliseconds: a partition waits behind it. */
export const LONGEST_MS = 50

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)
const inOrder = (outcomes: ReadonlyMap<string, number>): string =>
  [...outcomes]
    .sort(([, one], [, other]) => other - one)
    .map(([code, count]) => `${code} ${String(count)}`)
    .join(', ')

/** The class of an error, and where it was thrown; its words may hold what was sent. */
function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown
  const place = thrown.stack?.split('\n').find((line) => line.includes('    at '))
  return `${thrown.name} ${place?.trim() ?? ''}`
}

/** Lines about a run, and whether it is as it must be. `again`: how to run one case again. */
export function reportRun(
  what: string,
  count: number,
  seconds: number,
  run: Run,
  again: (index: number) => string,
): { readonly ok: boolean; readonly lines: readonly string[] } {
  const { outcomes, failures, slowest, heap } = run
  const ok = failures.length === 0 && slowest.ms < LONGEST_MS && isFlat(heap)
  return {
    ok,
    lines: [
      `${String(count)} ${what} in ${seconds.toFixed(0)} s: ${String(failures.length)} not refused as they must be`,
      `  outcomes: ${inOrder(outcomes)}`,
      `  slowest: ${slowest.ms.toFixed(1)} ms (${slowest.how}); again: ${again(slowest.index)}`,
      `  heap after collection: ${megabytes(heap.first)} MB in the first quarter, ${megabytes(heap.last)} MB in the last`,
      `  resident at most ${megabytes(heap.peak)} MB`,
      ...failures.map(({ index, how, thrown }) => `  FAILED ${nameOf(thrown)} (${how}); again: ${again(index)}`),
    ],
  }
}

/** No hostile schema may take longer, a request to a registry included, milliseconds: each is looked at once. */
export const LONGEST_SCHEMA_MS = 500

/** Lines about the hostile schemas. */
export function reportSchemas(run: {
  readonly schemas: number
  readonly outcomes: ReadonlyMap<string, number>
  readonly failures: readonly { readonly name: string; readonly wrong: string }[]
  readonly slowest: { readonly name: string; readonly ms: number }
}): readonly string[] {
  return [
    `${String(run.schemas)} hostile schemas: ${String(run.failures.length)} not refused as they must be`,
    `  outcomes: ${inOrder(run.outcomes)}`,
    `  slowest: ${run.slowest.ms.toFixed(1)} ms (${run.slowest.name})`,
    ...run.failures.map(({ name, wrong }) => `  FAILED ${name}: ${wrong}`),
  ]
}
