import { join } from 'node:path'
import { readEvents, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { uuidOf } from '../../fixtures/demo-events.ts'
import { eventAbout } from './events.ts'

/** Whoever says what she did, and what she wants. */
export const POLICE = 'norshire-police'
export const GP = 'oakfield-gp'

const consent = readEvents(join(DEMO_FOLDER, 'linnet.cloudevents.jsonl')).find(({ type }) => type === 'consent.recorded')

/** An incident of a case of its own, and the harmed woman's family name, which nobody else has. */
export function incidentOf(caseNumber: number): { readonly event: CloudEventJson; readonly name: string } {
  const { body } = eventAbout(caseNumber, POLICE, 0)
  const [woman] = body.data.harmed
  return {
    event: { ...body, id: uuidOf('withdrawal', String(caseNumber)) },
    name: String((woman as { readonly family_name?: string } | undefined)?.family_name),
  }
}

/** That she withdraws what she agreed to: from now on readers are not told who she is. */
export function withdrawalOf(caseNumber: number): CloudEventJson {
  if (consent === undefined) throw new Error('The demo has no consent.')
  const { event } = incidentOf(caseNumber)
  return {
    ...consent,
    id: uuidOf('withdrawal', 'consent', String(caseNumber)),
    source: `/agencies/${GP}/records`,
    data: {
      ...consent.data,
      agency_record_ref: `withdrawal ${String(caseNumber)}`,
      subject: event.data.subject,
      harmed: event.data.harmed,
      details: { ...(consent.data.details as object), status: 'withdrawn' },
    },
  }
}
