import { judgeEvent } from '../core/publish/judge.ts'
import { createEventChecker } from '../schemas/codec/check.ts'
import type { FieldError } from '../schemas/codec/errors.ts'
import { parseJson } from '../schemas/codec/json.ts'
import type { AgencyType } from '../schemas/generated/codes.ts'
import { loadCatalogue } from '../schemas/index.ts'
import { readFileSync } from 'node:fs'
import type { Output } from './output.ts'
import { agencyTypes } from './agency-types.ts'

interface LineErrors { readonly file: string; readonly line: number; readonly errors: readonly FieldError[] }

/** Checks events offline by the rules of the event alone, as POST /v1/events/check does; resolves with the exit code. */
export async function check(files: readonly string[], output: Output): Promise<number> {
  const catalogue = loadCatalogue()
  const checkEvent = createEventChecker(catalogue)
  const now = new Date().toISOString()
  const types = agencyTypes()
  const errorsOf = (line: string): readonly FieldError[] => {
    const parsed = parseJson(Buffer.from(line))
    if (!parsed.ok) return parsed.errors
    const checked = checkEvent(parsed.value)
    if (!checked.ok) return checked.errors
    const event = checked.value
    const schema = catalogue.types.get(event.type)
    const type = types.get(event.agency)
    return schema === undefined ? [] : judgeEvent(event, { schema, now, publisher: { agency: event.agency, type: (type ?? schema.publishers[0]) as AgencyType } })
  }
  const invalid: LineErrors[] = []
  let valid = 0
  for (const file of files) {
    for (const [place, line] of readFileSync(file, 'utf8').split('\n').entries()) {
      if (line.trim() === '') continue
      const errors = errorsOf(line)
      if (errors.length === 0) valid += 1
      else invalid.push({ file, line: place + 1, errors })
    }
  }
  const words = invalid.flatMap(({ file, line, errors }) => errors.map(({ pointer, code, detail }) => `${file}:${String(line)} ${pointer} ${code}: ${detail}`))
  output.result([...words, `${String(valid)} valid, ${String(invalid.length)} not valid`].join('\n'), { valid, invalid })
  return invalid.length === 0 ? 0 : 1
}
