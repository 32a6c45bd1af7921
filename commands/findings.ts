import type { FieldError } from '../schemas/codec/errors.ts'

/** Where something was found: the line of a file, or an event's id. */
export interface InFile {
  readonly file: string
  readonly line: number
}

/** One line of output per finding; `kind` stands before those that are no errors. */
export const findingLines = ({ file, line }: InFile, findings: readonly FieldError[], kind?: 'warning' | 'held'): readonly string[] =>
  findings.map(
    ({ pointer, code, detail }) => `${file}:${String(line)} ${pointer} ${kind === undefined ? '' : `${kind} `}${code}: ${detail}`,
  )
