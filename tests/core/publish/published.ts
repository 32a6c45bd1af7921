import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createValueJudge } from '../../../core/publish/judge-value.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import type { AgencyType } from '../../../schemas/generated/codes.ts'
import { demoEvents, type DemoEvent } from '../../schemas/codec/demo.ts'
import { eventsOfEveryType } from '../../flow/canary/every-type.ts'

export const catalogue = loadCatalogue()
const agencies = JSON.parse(readFileSync(join(import.meta.dirname, '../../../demo/agencies.json'), 'utf8')) as {
  agency: string
  type: AgencyType
}[]
/** Type of an agency of the demo. */
export const typeOf = (agency: string): AgencyType | undefined => agencies.find((one) => one.agency === agency)?.type

/** Long after every event of the demo. */
export const LATER = '2027-01-01T00:00:00Z'

/** At least one event of every type, to change. */
export const everyType = eventsOfEveryType(catalogue) as unknown as readonly DemoEvent[]
const judge = createValueJudge(catalogue)

/** A change of a demo event: of its details, of its data, and who publishes it, when. */
export interface Change {
  readonly details?: Readonly<Record<string, unknown>>
  readonly data?: Readonly<Record<string, unknown>>
  readonly by?: AgencyType
  readonly now?: string
}

/** The event of the demo with this reference (`KESTREL-08`), or the first of a type, changed. A detail that is null is left out. */
export function changed(name: string, { details = {}, data = {} }: Change): DemoEvent {
  const event = structuredClone(
    [...demoEvents(), ...everyType].find(({ type, data: { agency_record_ref: ref } }) => type === name || ref === name),
  )
  if (event === undefined) throw new RangeError('The demo has no such event.')
  const kept = Object.entries({ ...event.data.details, ...details }).filter(([, value]) => value !== null)
  return { ...event, data: { ...event.data, ...data, details: Object.fromEntries(kept) } }
}

/** What the judge finds in a changed event, as `code pointer`, and `code:rule pointer` where a language rule is behind it; errors, else warnings. */
export function found(name: string, change: Change = {}): readonly string[] {
  const judged = judge(changed(name, change), (agency) => ({ agency, type: change.by ?? typeOf(agency) }), change.now ?? LATER)
  const findings = judged.status === 'rejected' ? judged.errors : judged.warnings
  return findings.map(
    ({ code, rule, pointer }) => `${code}${rule === undefined ? '' : `:${rule}`} ${pointer.replace('/data/details/', '')}`,
  )
}
