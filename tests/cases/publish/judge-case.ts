import { agencyOf, type AgencyEntryJson, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { createEventDecoder } from '../../../consumers/intake/decode-event.ts'
import { admit } from '../../../core/linking/admit.ts'
import { judgeByOwnEvents } from '../../../core/publish/own-events/judge.ts'
import { createValueJudge } from '../../../core/publish/judge-value.ts'
import { ruleOfCode } from '../../../core/publish/publish-rules.ts'
import { keptWarning } from '../../../core/publish/warning-words.ts'
import { createEventForms } from '../../../schemas/codec/avro-form.ts'
import type { FieldError } from '../../../schemas/codec/errors.ts'
import { encodeWire } from '../../../schemas/codec/wire.ts'
import { schemasFolder } from '../../../schemas/catalogue/files.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'
import { createFolderRegistry } from '../../../infra/registry/folder.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { catalogue, inboxOf, linkable } from './chronology-links.ts'
import type { Past } from './past.ts'

/** What became of an event: `held` waits for its sender. */
export interface CaseOutcome {
  readonly outcome: 'accept' | 'reject' | 'duplicate' | 'held'
  readonly rules: readonly string[]
  readonly warnings: readonly string[]
}

const judge = createValueJudge(catalogue)
/** Nothing of a case rests on how long something takes. */
const clock = { now: () => 0 }
const decode = createEventDecoder({ catalogue, registry: createFolderRegistry({ folder: schemasFolder, clock }), clock })
const forms = createEventForms(catalogue)

const rejected = (errors: readonly FieldError[]): CaseOutcome => ({
  outcome: 'reject',
  rules: [...new Set(errors.map(({ code }) => ruleOfCode(code) ?? code))],
  warnings: [],
})

/** An event written with a schema that nobody released, as a Kafka producer may send it. */
export async function judgeUnknownVersion(event: CloudEventJson): Promise<CaseOutcome> {
  const schema = catalogue.types.get(event.type)
  if (schema === undefined) return rejected([{ pointer: '/type', code: 'G01', detail: '' }])
  const wire = encodeWire(2 ** 30, schema.avro, forms.toAvro(event as never))
  const decoded = await decode(wire, { specversion: '1.0', id: event.id, source: event.source, type: event.type, time: event.time })
  return decoded.ok ? { outcome: 'accept', rules: [], warnings: [] } : rejected(decoded.errors)
}

/** Judges an event after a past: alone, then by what its agency sent before, then in its case. */
export function judgeAfter(
  past: Past,
  json: CloudEventJson,
  publisher: AgencyEntryJson,
  agencies: readonly AgencyEntryJson[],
): CaseOutcome {
  const type = publisher.type as AgencyType
  const alone = judge(json, () => ({ agency: agencyNamed(agencyOf(json)), type }), json.time)
  if (alone.status === 'rejected') return rejected(alone.errors)
  const event = linkable(alone.event, agencies.some(({ agency }) => agency === publisher.agency) ? agencies : [...agencies, publisher])
  const admission = admit(
    event.event,
    event.digest,
    inboxOf(event.event.agency, Number.MAX_SAFE_INTEGER),
    past.links,
    type === 'bus_operator',
  )
  if (admission.kind === 'rejected') return rejected(admission.errors)
  if (admission.kind === 'repeated') return { outcome: 'duplicate', rules: [], warnings: [] }
  const own = judgeByOwnEvents(
    { ...event, inbox: inboxOf(event.event.agency, Number.MAX_SAFE_INTEGER), publisher: { kind: type } },
    past.links,
  )
  if (own.errors.length > 0) return rejected(own.errors)
  if (alone.held.length > 0) return { outcome: 'held', rules: [], warnings: [] }
  const warnings = [...alone.warnings, ...own.warnings].map(keptWarning)
  const entry = past.place(event, warnings)
  const codes = (kept: readonly { readonly code: string }[]): readonly string[] => [...new Set(kept.map(({ code }) => code))]
  if (entry === undefined) return { outcome: 'accept', rules: [], warnings: codes(warnings) }
  const fold = past.foldOf(entry.record.index.case_log)
  const applied = fold.take(entry)
  const refused = fold.refused().at(-1)
  if (applied === undefined)
    return refused?.entry === entry ? rejected(refused.verdict.errors) : { outcome: 'duplicate', rules: [], warnings: [] }
  return { outcome: 'accept', rules: [], warnings: codes(applied.verdict.kept) }
}
