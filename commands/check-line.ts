import { createValueJudge, type Judgement } from '../core/publish/judge-value.ts'
import type { PublishContext } from '../core/publish/rule.ts'
import type { Catalogue } from '../schemas/catalogue/event-schema.ts'
import type { FieldError } from '../schemas/codec/errors.ts'
import { parseJson } from '../schemas/codec/json.ts'
import type { AgencyType } from '../schemas/generated/codes.ts'

const MAX_BYTES = 256 * 1024
const TOO_LARGE: FieldError = { pointer: '', code: 'too-large', detail: 'An event may have 256 kB.' }

export interface LineCheckOptions extends Pick<PublishContext, 'nationalRegister'> {
  readonly catalogue: Catalogue
  /** Type of an agency; of one that has none here, whether it may publish a type (G02) is not judged. */
  readonly typeOf: (agency: string) => AgencyType | undefined
}

/** Judges a line of JSON as the service would, published by the agency that its source names, at a moment (ISO 8601 with offset). */
export type LineCheck = (line: string, now: string) => Judgement

export function createLineCheck({ catalogue, typeOf, nationalRegister }: LineCheckOptions): LineCheck {
  const judge = createValueJudge(catalogue, { nationalRegister })
  return (line, now) => {
    const bytes = Buffer.from(line)
    if (bytes.length > MAX_BYTES) return { status: 'rejected', errors: [TOO_LARGE] }
    const parsed = parseJson(bytes)
    return parsed.ok
      ? judge(parsed.value, (agency) => ({ agency, type: typeOf(agency) }), now)
      : { status: 'rejected', errors: parsed.errors }
  }
}
