import type { AgencyId } from '../../schemas/ids.ts'

/** Who signs in to Kafka. A principal is `User:` and the SCRAM user name. */
export const SERVICES = [
  'throughline-intake',
  'throughline-timeline',
  'throughline-gateway',
  'throughline-control',
  'throughline-audit',
] as const

/** A part of the bus that runs as a process of its own; `throughline-audit` is for the commands of auditors, which compare all logs with the store. */
export type Service = (typeof SERVICES)[number]

/** The user of one process that serves everything: it may what any of the services may. */
export const EVERYTHING = 'throughline'

/** The SCRAM user of an agency's own producer and consumer. */
export const agencyUser = (agency: AgencyId): string => `agency.${agency}`

export const principalOf = (user: string): string => `User:${user}`

/** Whether a principal is one whose rights are kept here. Rights of others (operators, monitoring) are left as they are. */
export const isOurs = (principal: string): boolean =>
  principal === principalOf(EVERYTHING) || principal.startsWith(principalOf('throughline-')) || principal.startsWith(principalOf('agency.'))
