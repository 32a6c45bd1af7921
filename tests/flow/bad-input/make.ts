import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demoEvents, uuidOf } from '../../fixtures/demo-events.ts'
import { createEventForms } from '../../../schemas/codec/avro-form.ts'
import { encodeWire } from '../../../schemas/codec/wire.ts'
import { loadCatalogue, schemasFolder } from '../../../schemas/index.ts'
import { parseIds } from '../../../schemas/compatibility/released.ts'
import type { EventData } from '../../../schemas/codec/agency-event.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { MARK, type Draft } from './table.ts'

export const POLICE = agencyNamed('norshire-police')
export const OTHER = agencyNamed('westmere-police')

const catalogue = loadCatalogue()
const ids = [...parseIds(readFileSync(join(schemasFolder, 'released', 'ids.json'), 'utf8'))]
const forms = createEventForms(catalogue)
const [template] = demoEvents('kestrel')

/** A good incident, with marked people and words. Two of another name are two events about the same people. */
export function goodEvent(name: string, agency = POLICE): Draft {
  if (template === undefined) throw new Error('The demo has no events.')
  const { type, time, data } = template
  const marked = {
    ...data,
    agency_record_ref: `${MARK}-ref`,
    subject: { ...data.subject, family_name: `Holt${MARK}` },
    harmed: data.harmed.map((person) => ({ ...person, family_name: `Marsh${MARK}` })),
    details: { ...data.details, description: `Shouted at ${MARK} for coming home 20 minutes late.` },
  }
  return {
    specversion: '1.0',
    id: uuidOf('bad input', name),
    source: `/agencies/${agency}/records`,
    type,
    time,
    datacontenttype: 'application/json',
    data: marked,
  }
}

export const withData = (event: Draft, change: Readonly<Record<string, unknown>>): Draft => ({
  ...event,
  data: { ...event.data, ...change },
})
export const withDetails = (event: Draft, change: Readonly<Record<string, unknown>>): Draft =>
  withData(event, { details: { ...event.data.details, ...change } })
export const json = (event: unknown): string => JSON.stringify(event)

/** Registry id of a subject's newest version. */
export function schemaId(subject: string): number {
  const found = ids.findLast(([, entry]) => entry.subject === subject)
  if (found === undefined) throw new Error('No such subject.')
  return found[0]
}

const schemaOf = (type: string) => {
  const schema = catalogue.types.get(type)
  if (schema === undefined) throw new Error('No such type.')
  return schema
}

/** The event's data in Confluent wire format, as an agency's serialiser makes it: of the schema of `type`, whatever the event calls itself. */
export function wireOf(event: Draft, type = template?.type ?? ''): Buffer {
  const schema = schemaOf(type)
  return encodeWire(schemaId(schema.subject), schema.avro, forms.toAvro({ type, data: event.data as unknown as EventData }))
}

/** The ce_ headers of an event. */
export const headersOf = ({ specversion, id, source, type, time }: Draft): Readonly<Record<string, string>> => ({
  ce_specversion: specversion,
  ce_id: id,
  ce_source: source,
  ce_type: type,
  ce_time: time,
})

/** Bytes under a schema id. */
export function framed(id: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(5)
  head.writeInt32BE(id, 1)
  return Buffer.concat([head, body])
}

/** The wire bytes with every `from` replaced by `to`, which is as long. Throws when there is none. */
export function patched(wire: Buffer, from: string, to: Uint8Array): Buffer {
  const copy = Buffer.from(wire)
  let at = copy.indexOf(from)
  if (at === -1 || Buffer.byteLength(from) !== to.length) throw new Error('Nothing to patch.')
  for (; at !== -1; at = copy.indexOf(from)) copy.set(to, at)
  return copy
}
