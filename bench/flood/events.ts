import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const example = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'schemas', 'examples', 'risk', 'level-changed.json'), 'utf8'),
) as {
  readonly data: Readonly<Record<string, unknown>> & { readonly details: Readonly<Record<string, unknown>> }
}

/** A man and the woman whom he harmed, as events name them. */
export interface Couple {
  readonly him: Readonly<Record<string, unknown>>
  readonly her: Readonly<Record<string, unknown>>
}

const couple = (pnc: string, [given, family, born]: readonly string[], [herGiven, herFamily, herBirth]: readonly string[]): Couple => ({
  him: { key: 'him', identifiers: [{ scheme: 'PNC', value: pnc }], given_name: given, family_name: family, birth_date: born, sex: 'male' },
  her: {
    key: 'her',
    identifiers: [],
    given_name: herGiven,
    family_name: herFamily,
    birth_date: herBirth,
    sex: 'female',
    role: 'adult',
    relationship: 'ex_partner',
  },
})

/** The case of the demo that is flooded. */
export const FLOODED = couple('2007/0418823Y', ['Darren', 'Holt', '1989-07-14'], ['Leanne', 'Marsh', '1991-11-02'])
/** A case of their own, which stays small. */
export const SMALL = couple('2011/0000001T', ['Callum', 'Reidb', '1993-05-08'], ['Shannon', 'Doyleb', '1996-08-19'])

/** Agencies of the demo that may say that a level of risk changed; the last is the one that sends little. */
export const AGENCIES = [
  'norshire-police',
  'norshire-idva',
  'norshire-probation',
  'norshire-drive',
  'norshire-dapp',
  'norshire-csc',
  'norshire-marac',
  'norshire-matac',
  'norshire-mht',
  'westmere-police',
  'westmere-csc',
] as const

/** An event that is judged in its case: a level of risk that changed. `at`: when it was recorded, ms since the Unix epoch. */
export const riskChanged = (
  agency: string,
  at: number,
  { him, her }: Couple = FLOODED,
): { readonly id: string } & Readonly<Record<string, unknown>> => {
  const recorded = new Date(at).toISOString()
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: `/agencies/${agency}/records`,
    type: 'risk.level-changed',
    time: recorded,
    datacontenttype: 'application/json',
    data: {
      ...example.data,
      occurred: { from: recorded.slice(0, 10), precision: 'day' },
      recorded_at: recorded,
      agency_record_ref: 'FLOOD',
      subject: him,
      harmed: [her],
      case_refs: [],
      based_on: [randomUUID()],
    },
  }
}
