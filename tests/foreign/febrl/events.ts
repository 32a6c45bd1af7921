import type { AgencyEvent, Person } from '../../../schemas/codec/agency-event.ts'
import type { AgencyId } from '../../../schemas/ids.ts'
import { demoEvents, uuidOf } from '../../fixtures/demo-events.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import type { DataSet, FebrlRecord } from './records.ts'

const [template] = demoEvents('kestrel')
const AGENCIES = ['westmere-police', 'westmere-probation', 'westmere-gp', 'westmere-idva', 'westmere-csc']

/** FEBRL's number of seven digits as a CRN: its first digit is the letter. */
const crnOf = (number: string): string => `${'ABCDEFGHJK'[Number(number[0])] ?? 'A'}${number.slice(1)}`

const GIVEN = [
  'leanne',
  'priya',
  'shannon',
  'gemma',
  'aisha',
  'rhiannon',
  'tessa',
  'marta',
  'chloe',
  'yasmin',
  'bethan',
  'siobhan',
  'nadia',
  'kirsty',
  'holly',
  'amara',
  'ewa',
  'farah',
  'georgia',
  'iona',
]
const SYLLABLES = [
  'ash',
  'ben',
  'cor',
  'dun',
  'el',
  'fen',
  'gar',
  'hol',
  'ing',
  'kel',
  'lor',
  'mar',
  'nor',
  'pen',
  'rud',
  'sel',
  'tor',
  'ul',
  'wes',
  'yar',
]
const ENDS = ['by', 'combe', 'dale', 'field', 'ford', 'gate', 'ham', 'ley', 'more', 'ton', 'well', 'worth']
const pick = (from: readonly string[], at: number): AgencyId => agencyNamed(from[at % from.length] ?? '')

type Said = Pick<FebrlRecord, 'given' | 'family' | 'born'>

/** A made-up person harmed, another for each number. */
function harmedOf(number: number): { readonly given: string; readonly family: string; readonly born: string } {
  const day = new Date(Date.UTC(1960, 0, 1) + ((number * 7_919) % 16_000) * 86_400_000).toISOString().slice(0, 10)
  return {
    given: pick(GIVEN, number),
    family: `${pick(SYLLABLES, number)}${pick(SYLLABLES, Math.floor(number / 20))}${pick(ENDS, Math.floor(number / 400) + number)}`,
    born: day,
  }
}

/** One letter beside another in its place. */
const misspelt = (name: string, at: number): string => {
  const place = 1 + (at % Math.max(1, name.length - 2))
  return `${name.slice(0, place)}${name[place + 1] ?? 'e'}${name[place] ?? ''}${name.slice(place + 2)}`
}

/** One digit of the day is another. */
const misdated = (date: string): string => `${date.slice(0, 9)}${String(((Number(date[9]) + 3) % 8) + 1)}`

const alike = (hers: string, his: string | null, original: string | null, wrong: (value: string) => string): string | null =>
  his === null ? null : his === original ? hers : wrong(hers)

/** What an event says of her: wrong, or missing, where what it says of him is. */
function corruptedAlike(number: number, his: Said, original: Said): Said {
  const hers = harmedOf(number)
  return {
    given: alike(hers.given, his.given, original.given, (name) => misspelt(name, number)),
    family: alike(hers.family, his.family, original.family, (name) => misspelt(name, number + 1)),
    born: alike(hers.born, his.born, original.born, misdated),
  }
}

const personOf = (key: string, { given, family, born }: Said): Person => ({ key, given_name: given, family_name: family, birth_date: born })

/** A data set as events, in its order: each record is what an agency knows of a perpetrator, beside the person whom he harms. */
export function eventsOf(
  set: DataSet,
  records: readonly FebrlRecord[],
): readonly { readonly record: FebrlRecord; readonly event: AgencyEvent }[] {
  if (template === undefined) throw new Error('The demo has no events.')
  const originals = new Map(records.filter(({ isOriginal }) => isOriginal).map((record) => [record.person, record]))
  return records.map((record, at) => {
    const original = originals.get(record.person) ?? record
    const agency = pick(AGENCIES, at)
    const { data } = template
    const event: AgencyEvent = {
      ...template,
      id: uuidOf('febrl', `${String(set)} ${record.id}`),
      source: `/agencies/${agency}/records`,
      agency,
      system: 'records',
      data: {
        ...data,
        agency_record_ref: record.id,
        case_refs: null,
        based_on: null,
        corrects: null,
        subject: { ...personOf('P', record), identifiers: [{ scheme: 'CRN', value: crnOf(record.number) }] },
        harmed: [
          {
            ...personOf('V', corruptedAlike(Number(record.person) + set * 5_000, record, original)),
            role: 'adult',
            relationship: 'partner',
          },
        ],
      },
    }
    return { record, event }
  })
}
