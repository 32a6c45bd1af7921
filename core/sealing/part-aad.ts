/** What a sealed part is bound to: the event that says it, its owner, its class and its form. */
export interface PartBinding {
  readonly agency: string
  readonly system: string
  readonly eventId: string
  readonly owner: string
  readonly class: string
  readonly form: 'plain' | 'reduced'
}

/** Associated data of a sealed part. No element can hold the separator: ids and codes are checked before sealing. */
export const partAad = (part: PartBinding): string =>
  ['part', part.agency, part.system, part.eventId, part.owner, part.class, part.form].join('\n')
