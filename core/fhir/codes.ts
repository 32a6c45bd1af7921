/** A code of a code system. */
export interface Coding {
  readonly system: string
  readonly code: string
  readonly display?: string
}

export const coding = (system: string, code: string, display?: string): Coding => ({
  system,
  code,
  ...(display === undefined ? {} : { display }),
})
/** A concept by its codes. */
export const codings = (...coded: readonly Coding[]): { readonly coding: readonly Coding[] } => ({ coding: coded })

/** A code system, or a system of identifiers, or an extension, of ours: a name, and no address. */
export const systemOf = (kind: string): string => `https://throughline.invalid/fhir/${kind}`

const DICOM = 'http://dicom.nema.org/resources/ontology/DCM'
const ENTITY = 'http://terminology.hl7.org/CodeSystem/audit-entity-type'
const OBJECT_ROLE = 'http://terminology.hl7.org/CodeSystem/object-role'

/** What happened. A refusal is a DICOM security alert, as FHIR says of access that was denied. */
export const EVENT_TYPES = {
  rest: coding('http://terminology.hl7.org/CodeSystem/audit-event-type', 'rest', 'Restful Operation'),
  refused: coding(DICOM, '110113', 'Security Alert'),
  byRole: coding('https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType', 'AuthZ-Role'),
} as const

export const OUTCOMES = { success: '0', failure: '8' } as const

/** Who took part. BALP names the client by DICOM's Destination Role ID, and the server by Source Role ID: the data flows so. */
export const AGENT_TYPES = {
  user: codings(coding('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'IRCP')),
  client: codings(coding(DICOM, '110152', 'Destination Role ID')),
  server: codings(coding(DICOM, '110153', 'Source Role ID')),
} as const

export const PURPOSES = { breakGlass: coding('http://terminology.hl7.org/CodeSystem/v3-ActReason', 'BTG') } as const
export const ENTITY_TYPES = { person: coding(ENTITY, '1', 'Person'), object: coding(ENTITY, '2', 'System Object') } as const
export const ENTITY_ROLES = { patient: coding(OBJECT_ROLE, '1', 'Patient'), resource: coding(OBJECT_ROLE, '4') } as const
