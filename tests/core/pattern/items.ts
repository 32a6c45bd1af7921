import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PatternItem } from '../../../core/pattern/item.ts'
import { loadCatalogue } from '../../../schemas/index.ts'
import { demoEvents } from '../../fixtures/demo-events.ts'

interface More {
  readonly agency?: PatternItem['agency']
  readonly harmed?: readonly object[]
  readonly subject?: object
  readonly basis?: string
  readonly state?: PatternItem['state']
  readonly marks?: Partial<PatternItem>
}

const POLICE = { id: 'norshire-police', name: 'Norshire Police', type: 'police' }
let made = 0

/** A woman whom he harms, as an item names her. */
export const LEANNE = { key: 'a', given_name: 'Leanne', family_name: 'Marsh', role: 'adult', relationship: 'ex_partner' }
export const PRIYA = { key: 'b', given_name: 'Priya', family_name: 'Nair', role: 'adult', relationship: 'partner' }
/** Somebody of whom only the role is shown. */
export const UNNAMED = { role: 'adult', relationship: 'ex_partner' }

/** An item of a timeline. `on`: a day, or a month as a reader may be shown it. */
export function item(type: string, on: string, details: object = {}, more: More = {}): PatternItem {
  const { agency = POLICE, harmed = [LEANNE], subject = {}, basis = 'reported_by_harmed', state = 'shown', marks = {} } = more
  made += 1
  return {
    id: `item ${String(made).padStart(3, '0')}`,
    type,
    agency,
    occurred: { from: on, precision: on.length === 7 ? 'month' : 'day' },
    recorded_at: `${on.padEnd(10, '-01')}T12:00:00Z`,
    state,
    data: { details, harmed, subject, assertion: { basis } },
    ...marks,
  }
}

/** An act of his. */
export const incident = (on: string, tactics: readonly string[], more: More = {}, details: object = {}): PatternItem =>
  item('behaviour.incident-recorded', on, { tactics, ...details }, more)

const weights = new Map(
  (
    JSON.parse(readFileSync(join(import.meta.dirname, '../../../schemas/codes/tactic.json'), 'utf8')) as {
      readonly codes: readonly { readonly code: string; readonly gravity: number }[]
    }
  ).codes.map(({ code, gravity }) => [code, gravity]),
)

/** The weights of the code list. */
export const gravityOf = (tactic: string): number | undefined => weights.get(tactic)

/** A chronology as somebody would be shown it to whom all of it is released; ids are the agencies' own: KESTREL-01 and so on. */
export const chronologyItems = (name: string): readonly PatternItem[] =>
  demoEvents(name).map(({ agency, type, data }) => ({
    id: data.agency_record_ref,
    type,
    agency: { id: agency, name: agency },
    occurred: {
      from: data.occurred.from,
      precision: data.occurred.precision,
      ...(data.occurred.until == null ? {} : { until: data.occurred.until }),
    },
    recorded_at: data.recorded_at,
    state: 'shown',
    data: { details: data.details, harmed: data.harmed, subject: data.subject, assertion: data.assertion },
  }))

/** The weights as the catalogue that is loaded has them. */
export const catalogueWeights = (): ReadonlyMap<string, number | undefined> =>
  new Map((loadCatalogue().codeLists.get('tactic')?.codes ?? []).map(({ code, gravity }) => [code, gravity]))
