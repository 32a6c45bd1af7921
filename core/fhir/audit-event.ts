import { createHash } from 'node:crypto'
import type { RequestValue } from '../access-log/access-record.ts'
import type { LineOpening, RecordLine } from '../evidence/record-line.ts'
import {
  AGENT_TYPES,
  coding,
  codings,
  ENTITY_ROLES,
  ENTITY_TYPES,
  EVENT_TYPES,
  OUTCOMES,
  PURPOSES,
  systemOf,
  type Coding,
} from './codes.ts'

/** A FHIR R4 AuditEvent, as JSON. */
export type AuditEvent = Readonly<Record<string, unknown>> & { readonly resourceType: 'AuditEvent' }

/** Where the records are from. */
export interface AuditEventContext {
  /** Name of the log: an address without its scheme. */
  readonly origin: string
  readonly size: number
  /** Root of the log of that size, base64. */
  readonly root: string
  /** Id of the access record of the export: a case has the same pseudonym within one export, and another in the next. */
  readonly export: string
}

const PROFILE = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.'
/** Actions that do something, and are no reading of anything. */
const DEEDS = /^(break-glass(-allow|-review)?|recall-answer|audit-replay|audit-export)$/

const valueOf = (opening: LineOpening): unknown => ('value' in opening ? opening.value : undefined)
const isCase = (request: unknown): request is RequestValue => Array.isArray((request as Partial<RequestValue> | undefined)?.cases)
const identified = (kind: string, value: string) => ({ identifier: { system: systemOf(kind), value } })
/** A field that must be there, and that an access record has not (FHIR extension data-absent-reason). */
const ABSENT = { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] }

/**
 * An access record as a FHIR R4 AuditEvent, by IHE's Basic Audit Log Patterns where it is of their kind: a permitted read of one case is a PatientRead, another read
 * a Read. A refusal, or a deed, claims no profile: BALP has none for what was decided without a Consent. Names and cases are in it as far as the line gives them.
 */
export function auditEvent(line: RecordLine, context: AuditEventContext): AuditEvent {
  const { record } = line
  const isPermitted = record.outcome === 'permit'
  const isRead = isPermitted && !DEEDS.test(record.action)
  const subject = subjectOf(line, context)
  const profile = !isRead ? undefined : subject === undefined ? 'Read' : 'PatientRead'
  return {
    resourceType: 'AuditEvent',
    id: record.id,
    ...(profile === undefined ? {} : { meta: { profile: [`${PROFILE}${profile}`] } }),
    extension: [inclusion(line, context)],
    type: isPermitted ? EVENT_TYPES.rest : EVENT_TYPES.refused,
    subtype: [
      isPermitted ? coding('http://hl7.org/fhir/restful-interaction', isRead ? 'read' : 'operation') : EVENT_TYPES.byRole,
      coding(systemOf('action'), record.action),
    ],
    action: isRead ? 'R' : 'E',
    recorded: record.at,
    outcome: isPermitted ? OUTCOMES.success : OUTCOMES.failure,
    ...(isPermitted ? {} : { outcomeDesc: record.outcome }),
    agent: agentsOf(line, context),
    source: {
      site: hostOf(context),
      observer: identified('log', context.origin),
      type: [coding('http://terminology.hl7.org/CodeSystem/security-source-type', '4')],
    },
    entity: [
      { what: identified('access-record', record.id), type: ENTITY_TYPES.object, role: ENTITY_ROLES.resource },
      ...(subject === undefined ? [] : [{ what: { type: 'Patient', ...subject }, type: ENTITY_TYPES.person, role: ENTITY_ROLES.patient }]),
    ],
  }
}

const hostOf = ({ origin }: AuditEventContext): string => origin.split('/')[0] ?? origin

/** Where in which tree the record is: the proof is in the bundle. */
const inclusion = ({ leaf }: RecordLine, { origin, size, root }: AuditEventContext) => ({
  url: systemOf('merkle-inclusion'),
  extension: [
    { url: 'log', valueString: origin },
    { url: 'leaf', valueString: String(leaf) },
    { url: 'size', valueString: String(size) },
    { url: 'root', valueString: root },
  ],
})

/** Whom a read of one case is about, by a pseudonym; undefined of a read of no case or of several, or where that is withheld. */
function subjectOf({ openings }: RecordLine, { export: exported }: AuditEventContext) {
  const request = valueOf(openings.request)
  const [one, ...others] = isCase(request) ? request.cases : []
  if (one === undefined || others.length > 0) return undefined
  return identified('case-pseudonym', createHash('sha256').update(`${exported}\u0000${one}`, 'utf8').digest('hex'))
}

function agentsOf({ record, openings }: RecordLine, context: AuditEventContext): readonly object[] {
  const staff = (valueOf(openings.actor) as { readonly staff?: string | null } | undefined)?.staff
  const who = typeof staff === 'string' ? identified('staff', staff) : identified('actor-commitment', record.actor.toString('hex'))
  const purposes: readonly Coding[] = [
    ...(record.action.startsWith('break-glass') ? [PURPOSES.breakGlass] : []),
    ...(record.purpose === '' ? [] : [coding(systemOf('purpose'), record.purpose)]),
  ]
  const user = {
    type: AGENT_TYPES.user,
    ...(record.role === '' ? {} : { role: [codings(coding(systemOf('role'), record.role))] }),
    who: { identifier: { ...who.identifier, assigner: { display: record.agency } } },
    requestor: true,
    policy: [`${systemOf('policy')}/${record.policy}`],
    ...(purposes.length === 0 ? {} : { purposeOfUse: [codings(...purposes)] }),
  }
  const client = {
    type: AGENT_TYPES.client,
    who: { display: 'The browser or system of the reader; not on record' },
    requestor: record.agency === '',
    network: { _address: ABSENT },
  }
  const server = {
    type: AGENT_TYPES.server,
    who: identified('log', context.origin),
    requestor: false,
    network: { address: hostOf(context), type: '1' },
  }
  return [...(record.agency === '' ? [] : [user]), client, server]
}
