/** Where a command writes, and whether as JSON: results on standard output, everything else on standard error. */
export interface Output {
  readonly json: boolean
  /** A result: in words, or the value as JSON with `--json`. */
  result(words: string, value: unknown): void
  /** Progress, on a terminal only. */
  progress(words: string): void
  /** A failure: what is wrong and what to do. */
  failure(words: string): void
}

export function createOutput(json: boolean): Output {
  return {
    json,
    result: (words, value) => {
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${words}\n`)
    },
    progress: (words) => {
      if (process.stderr.isTTY) process.stderr.write(`${words}\n`)
    },
    failure: (words) => {
      process.stderr.write(`${words}\n`)
    },
  }
}
