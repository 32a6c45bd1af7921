import type { Type } from 'avsc'
import type { AgencyType, ClassCode, Purpose } from '../generated/codes.ts'

/** Proceedings whose ids the opener gives and all who take part quote; unique by kind and area. */
export type ProceedingKind =
  | 'marac'
  | 'bail'
  | 'oocr'
  | 'dvds'
  | 'order'
  | 'em'
  | 'action'
  | 'matac'
  | 'referral'
  | 'expectation'
  | 'override'
  | 'case'
  | 'request'
  | 'project'

/** What a ref field names. */
export type RefTarget = 'event' | 'person' | 'staff' | 'record' | ProceedingKind

/** Kinds of a details field. */
export type FieldKind =
  'text' | 'code' | 'codes' | 'bool' | 'int' | 'date' | 'datetime' | 'ref' | 'refs' | 'address' | 'geo' | 'agency' | 'json'

/** A field of `details`, as its .avsc declares it. */
export interface DetailField {
  readonly name: string
  readonly kind: FieldKind
  /** Sensitivity class: the schema's `confluent:tags`. */
  readonly class: ClassCode
  readonly required: boolean
  /** Code list of a `code` or `codes` field. */
  readonly codeList?: string
  /** What a `ref` or `refs` field names. */
  readonly refersTo?: RefTarget
  /** True when its values go into the clear index part, because decisions need them. Never text or JSON. */
  readonly indexed: boolean
  readonly doc: string
}

/** An event type: one .avsc file under schemas/events/. */
export interface EventSchema {
  /** For example `behaviour.incident-recorded`. */
  readonly type: string
  /** Registry subject and full record name, for example `uk.throughline.behaviour.IncidentRecorded`. */
  readonly subject: string
  readonly title: string
  /** F1 … F12. */
  readonly family: string
  readonly keyClass: ClassCode
  readonly publishers: readonly AgencyType[]
  readonly purposes: readonly Purpose[]
  /** Bases offered by default. */
  readonly lawfulBasis: readonly string[]
  readonly retention: string
  readonly details: readonly DetailField[]
  readonly avro: Type
  /** The parsed .avsc. */
  readonly source: unknown
  /** SHA-256 over the canonical JSON of the parsed .avsc, hex. */
  readonly fingerprint: string
}

export interface Code {
  readonly code: string
  readonly label: string
  /** First day in force, ISO date; absent: always. */
  readonly from?: string
  /** Last day in force, ISO date; absent: no end. */
  readonly until?: string
  /** Of a tactic: its weight from 1 to 10, in the view of recency, frequency and gravity. */
  readonly gravity?: number
}

export interface CodeList {
  readonly name: string
  readonly version: number
  readonly codes: readonly Code[]
}

/** Everything that can be said. */
export interface Catalogue {
  /** By type name. */
  readonly types: ReadonlyMap<string, EventSchema>
  readonly codeLists: ReadonlyMap<string, CodeList>
}
