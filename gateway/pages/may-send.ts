import type { EventSchema } from '../../schemas/index.ts'

/** A kind of agency that may not send a type, and what it may send. */
export interface OtherSender {
  /** Label of the kind. */
  readonly agency: string
  /** Types of the same family; where it may send none of those, every type that it may. */
  readonly types: readonly EventSchema[]
}

/** What every kind of agency that may not send a type may send instead, by its label. `kinds`: the codes of agency_type. */
export const otherSenders = (
  { publishers, family }: EventSchema,
  types: readonly EventSchema[],
  kinds: readonly { readonly code: string; readonly label: string }[],
): readonly OtherSender[] =>
  kinds
    .filter(({ code }) => !publishers.some((kind) => kind === code))
    .map(({ code, label }) => {
      const its = types.filter((type) => type.publishers.some((kind) => kind === code))
      const near = its.filter((type) => type.family === family)
      return { agency: label, types: near.length > 0 ? near : its }
    })
    .sort((one, other) => (one.agency < other.agency ? -1 : 1))
