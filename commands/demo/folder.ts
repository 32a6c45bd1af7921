import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { AgencyId } from '../../schemas/ids.ts'
import { eventTexts } from '../event-file.ts'

/** A CloudEvent in JSON as a file has it; nothing is checked yet. */
export interface CloudEventJson {
  readonly specversion: string
  readonly id: string
  readonly source: string
  readonly type: string
  readonly time: string
  readonly data: {
    readonly agency_record_ref: string
    readonly subject: { readonly key: string }
    readonly harmed: readonly { readonly key: string }[]
    readonly [field: string]: unknown
  }
  readonly [attribute: string]: unknown
}

/** A made-up agency of `agencies.json`. */
export interface AgencyEntryJson {
  readonly agency: AgencyId
  readonly name: string
  readonly type: string
  readonly areas: readonly string[]
  /** True where its people may hold roles of oversight, as the bus operator's may without it. */
  readonly oversight?: boolean | undefined
  /** Whom to ring when it is urgent. */
  readonly contact?: string | undefined
}

/** A made-up reader of `readers.json`, with the links to cases that the reader is to have. */
export interface ReaderJson {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly agency: AgencyId
  readonly links: readonly { readonly case: string; readonly link: 'listed' | 'allocated' | 'audit'; readonly pairs?: readonly string[] }[]
}

/** One case's events, in the order of their numbers. */
export interface Chronology {
  /** For example KESTREL; what `readers.json` calls the case. */
  readonly name: string
  readonly events: readonly CloudEventJson[]
}

export interface ChronologyFolder {
  readonly agencies: readonly AgencyEntryJson[]
  readonly readers: readonly ReaderJson[]
  readonly chronologies: readonly Chronology[]
}

const ENDING = '.cloudevents.jsonl'

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const readList = <T>(file: string): readonly T[] => (existsSync(file) ? (readJson(file) as readonly T[]) : [])

/** The events of a file. Throws SyntaxError where one is not JSON. */
export const readEvents = (file: string): readonly CloudEventJson[] =>
  eventTexts(file).map(({ text }) => JSON.parse(text) as CloudEventJson)

/** `source` is `/agencies/<agency>/<system>`. */
export const agencyOf = (event: Pick<CloudEventJson, 'source'>): string => event.source.split('/')[2] ?? ''

/** Reads a folder of chronologies: `*.cloudevents.jsonl`, `agencies.json`, `readers.json`. */
export function readFolder(folder: string, options: { readonly only?: readonly string[] } = {}): ChronologyFolder {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(ENDING))
    .sort()
  const chronologies = files.map((file) => ({ name: basename(file, ENDING).toUpperCase(), events: readEvents(join(folder, file)) }))
  return {
    agencies: readList<AgencyEntryJson>(join(folder, 'agencies.json')),
    readers: readList<ReaderJson>(join(folder, 'readers.json')),
    chronologies: options.only ? chronologies.filter(({ name }) => options.only?.includes(name)) : chronologies,
  }
}
