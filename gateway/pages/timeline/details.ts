import type { Catalogue, DetailField } from '../../../schemas/catalogue/event-schema.ts'
import { dateWords } from './dates.ts'

/** A line of an event's details. */
export interface DetailLine {
  readonly key: string
  readonly values: readonly string[]
}

type Data = Readonly<Record<string, unknown>>

const record = (value: unknown): Data => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])

/** Words of field names that practitioners write in capitals. */
const INITIALISMS: ReadonlySet<string> = new Set([
  'bsl',
  'cara',
  'ccb',
  'dash',
  'dvds',
  'em',
  'idva',
  'marac',
  'matac',
  'nrpf',
  'oocr',
  'rfg',
])

/** A field's name as a label: `place_kind` is `Place kind`, `rfg_total` is `RFG total`. */
export const labelOf = (name: string): string => {
  const words = name
    .split('_')
    .map((word) => (INITIALISMS.has(word) ? word.toUpperCase() : word))
    .join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const nameOf = (person: unknown): string | undefined => {
  const { given_name: given, family_name: family } = record(person)
  const words = [given, family].filter((part) => typeof part === 'string' && part !== '')
  return words.length === 0 ? undefined : words.join(' ')
}

/** Names of the people of an event that are disclosed, by the event's own keys. */
function peopleOf(data: Data): ReadonlyMap<unknown, string> {
  const people = [data.subject, ...list(data.harmed)]
  return new Map(
    people.flatMap((person) => {
      const name = nameOf(person)
      return name === undefined ? [] : [[record(person).key, name] as const]
    }),
  )
}

/** Kinds and targets that mean nothing to a person: ids of proceedings, staff, other events. */
const isForMachines = (field: DetailField): boolean =>
  field.kind === 'json' || ((field.kind === 'ref' || field.kind === 'refs') && field.refersTo !== 'person')

/** Codes of coarser values, which no code list has, in words. */
const COARSER: Readonly<Record<string, string>> = {
  reported: 'Not told',
  in_custody: 'In custody',
  in_the_community: 'In the community',
  not_known: 'Not known',
}

/** The details of an event in words, in the order of its schema; only what was disclosed is there. */
export function detailLines(
  type: string,
  data: Data,
  catalogue: Catalogue,
  agencyName: (id: string) => string | undefined,
): readonly DetailLine[] {
  const details = record(data.details)
  const people = peopleOf(data)
  const words = (field: DetailField, value: unknown): string | undefined => {
    if (field.codeList !== undefined)
      return catalogue.codeLists.get(field.codeList)?.codes.find(({ code }) => code === value)?.label ?? COARSER[String(value)]
    if (field.kind === 'bool') return value === true ? 'Yes' : 'No'
    if (field.kind === 'date' || field.kind === 'datetime') return dateWords(String(value))
    if (field.kind === 'agency') return agencyName(String(value))
    if (field.refersTo === 'person') return people.get(value)
    if (field.kind === 'geo') return 'A zone, shown as its shape only'
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  return (catalogue.types.get(type)?.details ?? [])
    .filter((field) => !isForMachines(field))
    .flatMap((field) => {
      const values = list(details[field.name]).flatMap((value) => words(field, value) ?? [])
      return values.length === 0 ? [] : [{ key: labelOf(field.name), values }]
    })
}

const HELD: Readonly<Record<string, string>> = {
  location: 'whereabouts',
  safety_link: 'support',
  health_factor: 'a health factor',
  third_party: 'another person',
  perpetrator_health_factor: 'a health factor of his or hers',
  access_need: 'an access need',
  action: 'a planned action',
  session: 'a session',
  proceedings: 'proceedings',
}

/** What is known to be held without being shown, as the reduced form of its class says. */
export const heldLine = (data: Data): readonly DetailLine[] => {
  const values = list(data.held).flatMap((what) => (typeof what === 'string' && HELD[what] !== undefined ? [HELD[what]] : []))
  return values.length === 0 ? [] : [{ key: 'Held, not shown here', values }]
}

/** A person's name, where it is disclosed. */
export const personName = nameOf
