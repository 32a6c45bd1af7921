import type { EventLog, LogRecord } from '../../../../infra/event-log/port.ts'

/** Appends to many keys until told to stop, as a caller must: what was rejected goes again, before anything newer of its key. */
export interface Load {
  /** `key n partition offset` of every acknowledged record. */
  readonly acknowledged: ReadonlySet<string>
  /** Calls that were rejected, and sent again. */
  readonly rejected: number
  stop(): Promise<void>
}

export const line = (key: string | null, n: number | string, partition: number, offset: number): string =>
  `${key ?? ''} ${String(n)} ${String(partition)} ${String(offset)}`

/** `keys` writers, each with up to `depth` records in one call; `pause` milliseconds between the calls of a key. */
export function startLoad(
  log: EventLog,
  topic: string,
  { keys, depth, pause }: { readonly keys: number; readonly depth: number; readonly pause: number },
): Load {
  const acknowledged = new Set<string>()
  let stopping = false
  let rejected = 0
  const write = async (key: string): Promise<void> => {
    for (let n = 0; !stopping; n += depth) {
      const records = Array.from({ length: depth }, (_, index) => ({ topic, key, value: Buffer.from(String(n + index).padEnd(200)) }))
      for (;;) {
        try {
          const appended = await log.append(records)
          appended.forEach(({ partition, offset }, index) => acknowledged.add(line(key, n + index, partition, offset)))
          break
        } catch {
          rejected++
        }
      }
      await new Promise((resolve) => {
        setTimeout(resolve, pause)
      })
    }
  }
  const writers = Array.from({ length: keys }, (_, index) => write(`key-${String(index)}`))
  return {
    acknowledged,
    get rejected() {
      return rejected
    },
    stop: async () => {
      stopping = true
      await Promise.all(writers)
    },
  }
}

/** What the log holds against what was acknowledged: missing, out of order (each record's first copy counts), and repeated. */
export function judge(
  records: readonly LogRecord[],
  acknowledged: ReadonlySet<string>,
): { readonly lost: readonly string[]; readonly disordered: number; readonly repeated: number } {
  const numberOf = ({ value }: LogRecord): number => Number(value.toString().trim())
  const kept = new Set(records.map((record) => line(record.key, numberOf(record), record.partition, record.offset)))
  const highest = new Map<string | null, number>()
  const seen = new Set<string>()
  let disordered = 0
  let repeated = 0
  for (const record of records) {
    const n = numberOf(record)
    const id = `${record.key ?? ''} ${String(n)}`
    if (seen.has(id)) {
      repeated++
      continue
    }
    seen.add(id)
    if (n < (highest.get(record.key) ?? -1)) disordered++
    highest.set(record.key, Math.max(n, highest.get(record.key) ?? -1))
  }
  return { lost: [...acknowledged].filter((each) => !kept.has(each)), disordered, repeated }
}
