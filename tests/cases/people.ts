import type { AgencyEntryJson, ChronologyFolder, ReaderJson } from '../../commands/demo/folder.ts'

/** Who a view of `expected/` is for: a role, or role:person for that person's advocate. */
export interface ViewKey {
  readonly role: string
  readonly person: string | undefined
}

export const viewKey = (key: string): ViewKey => {
  const [role = '', person] = key.split(':')
  return { role, person }
}

/** Agency types whose people have a role, for folders that name no reader of it. */
const AGENCY_TYPES: Readonly<Record<string, string>> = {
  idva: 'idva_service',
  partner_link_worker: 'perpetrator_service',
  marac_coordinator: 'marac_coordination',
  marac_chair: 'marac_coordination',
  perp_case_manager: 'drive_provider',
  programme_facilitator: 'perpetrator_service',
  probation_practitioner: 'probation',
  police_dvds_officer: 'police',
  police_bail_officer: 'police',
  police_oocr_officer: 'police',
  matac_coordinator: 'matac_coordination',
  social_worker: 'childrens_social_care',
  family_court_adviser: 'cafcass',
  evaluator: 'evaluator_org',
  auditor: 'bus_operator',
}

const serves = (reader: ReaderJson, { role, person }: ViewKey, name: string): boolean =>
  reader.role === role &&
  (role === 'evaluator' || reader.links.some((link) => link.case === name && (person === undefined || (link.pairs ?? []).includes(person))))

/** A reader for a view: of `readers.json`, or a made-up one of a fitting agency, allocated to the case. */
export function readerFor(folder: ChronologyFolder, key: ViewKey, name: string): ReaderJson {
  const known = folder.readers.find((reader) => serves(reader, key, name))
  if (known) return known
  const agency: AgencyEntryJson | undefined = folder.agencies.find(({ type }) => type === AGENCY_TYPES[key.role]) ?? folder.agencies[0]
  if (!agency) throw new Error('The folder has no agencies.json.')
  const id = ['view', key.role, key.person ?? 'any'].join('-').toLowerCase().replaceAll('_', '-')
  const pairs = key.person === undefined ? {} : { pairs: [key.person] }
  return {
    id,
    name: id,
    role: key.role,
    agency: agency.agency,
    links: key.role === 'evaluator' ? [] : [{ case: name, link: 'allocated', ...pairs }],
  }
}
