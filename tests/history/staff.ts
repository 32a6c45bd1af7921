import type { AgencyEntryJson } from '../../commands/demo/folder.ts'
import type { AgencyId } from '../../schemas/ids.ts'

/** Somebody who reads in the history. */
export interface MadeUpStaff {
  readonly id: string
  readonly agency: AgencyId
  readonly role: string
}

/** Roles by kind of agency. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  police: ['police_bail_officer', 'police_oocr_officer', 'police_dvds_officer', 'agency_rep'],
  probation: ['probation_practitioner', 'agency_rep'],
  idva_service: ['idva', 'idva', 'agency_rep'],
  marac_coordination: ['marac_coordinator', 'marac_chair'],
  childrens_social_care: ['social_worker', 'agency_rep'],
  cafcass: ['family_court_adviser'],
  drive_provider: ['perp_case_manager', 'perp_case_manager'],
  perpetrator_service: ['programme_facilitator', 'perp_case_manager'],
  matac_coordination: ['matac_coordinator'],
  housing_la: ['agency_rep'],
  housing_rp: ['agency_rep'],
  bus_operator: ['auditor', 'dpo'],
}

/** The people of each agency who read: the same for the same agencies. */
export const madeUpStaff = (agencies: readonly AgencyEntryJson[]): readonly MadeUpStaff[] =>
  agencies.flatMap(({ agency, type }) =>
    (ROLES[type] ?? []).map((role, at) => ({ id: `history-${role.replaceAll('_', '-')}-${String(at)}`, agency, role })),
  )
