import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const example = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'schemas', 'examples', 'risk', 'level-changed.json'), 'utf8')) as {
  readonly data: Readonly<Record<string, unknown>> & { readonly details: Readonly<Record<string, unknown>> }
}

/** The case of the demo that is flooded: its perpetrator and the woman whom he harmed. */
const SUBJECT = {
  key: 'him', identifiers: [{ scheme: 'PNC', value: '2007/0418823Y' }], given_name: 'Darren', family_name: 'Holt', birth_date: '1989-07-14', sex: 'male',
}
const HARMED = {
  key: 'her', identifiers: [], given_name: 'Leanne', family_name: 'Marsh', birth_date: '1991-11-02', sex: 'female', role: 'adult', relationship: 'ex_partner',
}

/** Agencies of the demo that may say that a level of risk changed; the last is the one that sends little. */
export const AGENCIES = [
  'norshire-police', 'norshire-idva', 'norshire-probation', 'norshire-drive', 'norshire-dapp', 'norshire-csc', 'norshire-marac', 'norshire-matac', 'norshire-mht',
  'westmere-police', 'westmere-csc',
] as const

/** An event that is judged in its case: a level of risk that changed. `at`: when it was recorded, ms since the Unix epoch. */
export const riskChanged = (agency: string, at: number): { readonly id: string } & Readonly<Record<string, unknown>> => {
  const recorded = new Date(at).toISOString()
  return {
    specversion: '1.0', id: randomUUID(), source: `/agencies/${agency}/records`, type: 'risk.level-changed', time: recorded, datacontenttype: 'application/json',
    data: {
      ...example.data, occurred: { from: recorded.slice(0, 10), precision: 'day' }, recorded_at: recorded, agency_record_ref: 'FLOOD', subject: SUBJECT, harmed: [HARMED],
      case_refs: [], based_on: [randomUUID()],
    },
  }
}
