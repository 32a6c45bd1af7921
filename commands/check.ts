import { systemClock } from '../infra/clock/clock.ts'
import type { FieldError } from '../schemas/codec/errors.ts'
import type { AgencyType } from '../schemas/generated/codes.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { agencyTypes } from './agency-types.ts'
import { createLineCheck } from './check-line.ts'
import { eventTexts } from './event-file.ts'
import { findingLines, type InFile } from './findings.ts'
import type { Output } from './output.ts'

interface Invalid extends InFile {
  readonly errors: readonly FieldError[]
}
/** A line that would be taken, with what its sender may want to know. */
interface Noted extends InFile {
  readonly held: readonly FieldError[]
  readonly warnings: readonly FieldError[]
}

export interface CheckOptions {
  /** The type of agency of those whose type is not known here. */
  readonly agencyType?: AgencyType | undefined
  /** True where the service takes entries of a national register (G17). */
  readonly nationalRegister: boolean
}

/** Checks events offline by the rules of the event alone, as POST /v1/events/check does; resolves with the exit code. */
export async function check(files: readonly string[], { agencyType, nationalRegister }: CheckOptions, output: Output): Promise<number> {
  const types = agencyTypes()
  const checkLine = createLineCheck({
    catalogue: loadCatalogue(),
    nationalRegister,
    typeOf: (agency) => (types.get(agency) as AgencyType | undefined) ?? agencyType,
  })
  const now = new Date(systemClock.now()).toISOString()
  const invalid: Invalid[] = []
  const noted: Noted[] = []
  let valid = 0
  for (const file of files) {
    for (const { line, text } of eventTexts(file)) {
      const position = { file, line }
      const judged = checkLine(text, now)
      if (judged.status === 'rejected') {
        invalid.push({ ...position, errors: judged.errors })
        continue
      }
      valid += 1
      const { held, warnings } = judged
      if (held.length + warnings.length > 0) noted.push({ ...position, held, warnings })
    }
  }
  const words = [
    ...invalid.flatMap(({ errors, ...position }) => findingLines(position, errors)),
    ...noted.flatMap(({ held, warnings, ...position }) => [
      ...findingLines(position, held, 'held'),
      ...findingLines(position, warnings, 'warning'),
    ]),
    `${String(valid)} valid, ${String(invalid.length)} not valid`,
  ]
  output.result(words.join('\n'), { valid, invalid, noted })
  return invalid.length === 0 ? 0 : 1
}
