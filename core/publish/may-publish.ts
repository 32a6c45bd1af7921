import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyType } from '../../schemas/generated/codes.ts'

/** The event types that agencies of a type may publish, in alphabetical order. */
export type MayPublish = (type: AgencyType) => readonly string[]

/** Reads a catalogue once for what each type of agency may publish. */
export function mayPublish({ types }: Pick<Catalogue, 'types'>): MayPublish {
  const byPublisher = new Map<AgencyType, string[]>()
  for (const { type, publishers } of types.values()) {
    for (const publisher of publishers) {
      const known = byPublisher.get(publisher)
      if (known === undefined) byPublisher.set(publisher, [type])
      else known.push(type)
    }
  }
  for (const known of byPublisher.values()) known.sort()
  return (type) => byPublisher.get(type) ?? []
}
