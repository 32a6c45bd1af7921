import type { Type } from 'avsc'
import { inboxTopic } from '../../../infra/event-log/topics.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import type { EventData } from '../../../schemas/codec/agency-event.ts'
import { createEventForms } from '../../../schemas/codec/avro-form.ts'
import type { Catalogue } from '../../../schemas/index.ts'
import { agencyNamed } from '../../fixtures/ids.ts'
import { eventsOfEveryType } from '../../flow/canary/every-type.ts'
import { sitesOf, type Site } from './sites.ts'

/** A valid event, encoded. */
export interface Sample {
  readonly type: Type
  /** Registry id. */
  readonly id: number
  readonly topic: string
  /** ce_ headers. */
  readonly headers: Readonly<Record<string, string>>
  /** The data in Avro's form. */
  readonly value: unknown
  readonly body: Buffer
  readonly sites: readonly Site[]
}

/** At least one valid event of every type of the catalogue. */
export async function loadSamples(catalogue: Catalogue, registry: SchemaRegistry): Promise<readonly [Sample, ...Sample[]]> {
  const forms = createEventForms(catalogue)
  const [first, ...others] = await Promise.all(
    eventsOfEveryType(catalogue).map(async (event): Promise<Sample> => {
      const schema = catalogue.types.get(event.type)
      if (schema === undefined) throw new RangeError('Not an event type of the catalogue.')
      const body = schema.avro.toBuffer(forms.toAvro({ type: event.type, data: event.data as unknown as EventData }))
      // Decoded again: every field is there, null where it is absent.
      const value: unknown = schema.avro.fromBuffer(body)
      const { id, source, type, time } = event
      return {
        type: schema.avro,
        id: await registry.idOf(schema.subject),
        topic: inboxTopic(agencyNamed(source.split('/')[2] ?? '')),
        headers: { ce_specversion: '1.0', ce_id: id, ce_source: source, ce_type: type, ce_time: time },
        value,
        body,
        sites: sitesOf(schema.avro, value),
      }
    }),
  )
  if (first === undefined) throw new RangeError('There is no event.')
  return [first, ...others]
}
