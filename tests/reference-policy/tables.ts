import domain from '../fixtures/domain-policy.json' with { type: 'json' }
import { domainModel, type ModelType } from '../fixtures/model.ts'

/** What the domain model says of a role (C). */
export interface RoleRules {
  readonly code: string
  readonly purposes: readonly string[]
  readonly caps: Readonly<Record<string, string>>
  readonly type_prefixes: readonly string[] | null
  readonly never: readonly string[]
}

/** The tables of the domain model, as it prints them. */
export interface DomainTables {
  readonly roles: readonly RoleRules[]
  readonly incompatible: readonly (readonly string[])[]
  readonly perpetrator_facing: readonly string[]
  readonly approvers: Readonly<Record<string, readonly string[]>>
  readonly break_glass: {
    readonly minutes: number
    readonly reason_chars: number
    readonly roles: readonly string[]
    readonly lifts: readonly string[]
  }
  readonly sar: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly sar_left_out: Readonly<Record<string, readonly string[]>>
}

export const tables: DomainTables = domain
export const matrix = domainModel.matrix
export const classes = Object.keys(matrix)

const types: ReadonlyMap<string, ModelType> = new Map(domainModel.types.map((type) => [type.type, type]))

/** What the catalogue says of a type; undefined for the bus's own events. */
export const typeOf = (type: string): ModelType | undefined => types.get(type)
export const allTypes = [...types.keys()]

const roles: ReadonlyMap<string, RoleRules> = new Map(tables.roles.map((role) => [role.code, role]))
export const roleOf = (role: string): RoleRules | undefined => roles.get(role)

/** Purposes by the short names that the domain model uses. */
export const PURPOSE = {
  MRM: 'marac_risk_management',
  VSP: 'victim_safety_planning',
  PIN: 'perpetrator_intervention',
  CSG: 'child_safeguarding',
  ASG: 'adult_safeguarding',
  DVD: 'dvds_disclosure',
  BAIL: 'bail_decision',
  OOCR: 'oocr_decision',
  OFM: 'offender_management',
  FCT: 'family_court',
  SAR: 'subject_access',
  AUD: 'audit',
  EVA: 'evaluation_research',
  MAP: 'service_mapping',
  DTH: 'death_review',
} as const

export type ShortPurpose = keyof typeof PURPOSE

/** True when a purpose is one of those named by their short names. */
export const isOneOf = (purpose: string, ...short: readonly ShortPurpose[]): boolean => short.some((name) => PURPOSE[name] === purpose)
