import type { CaseLogId } from '../../schemas/ids.ts'

export type { AccessRecord, LogVersion } from '../../schemas/generated/records.ts'

/** Who read. `staff` is `<agency>:<staff id>`; null when nobody was signed in. */
export interface ActorValue {
  readonly staff: string | null
}

/** Everything of the request on which its decision and its page rest. */
export interface RequestValue {
  /** Case logs read, in the order of `versions`. */
  readonly cases: readonly CaseLogId[]
  /** The case id as it was asked for; null when none was. */
  readonly asked: string | null
  readonly channel: 'live' | 'extract' | 'aggregate'
  readonly justified: boolean
  /** Filters, `limit` and position (`place`, as `pagePositionText` writes it) of the page, each as text. */
  readonly page: Readonly<Record<string, string>>
}

/** The effect per event of the whole case, and what of it was on the page. Hidden events are not in it. */
export interface DecisionValue {
  readonly outcome: string
  /** Case log (its index in `cases`), sequence, effect, dates, publisher. */
  readonly events: readonly (readonly [number, number, string, string, string])[]
  /** What was disclosed: case log (its index in `cases`), sequence and parts (owner, class, form) of each event of the page. */
  readonly released: readonly (readonly [number, number, readonly (readonly [string, string, string])[]])[]
}

/** What opening_actor seals. Salts are hex. */
export interface ActorOpening {
  readonly salt: string
  readonly value: ActorValue
}

/** What opening_case seals. */
export interface CaseOpening {
  readonly request: { readonly salt: string; readonly value: RequestValue }
  readonly decision: { readonly salt: string; readonly value: DecisionValue }
}
