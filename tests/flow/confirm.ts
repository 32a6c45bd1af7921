import { randomUUID } from 'node:crypto'
import type { CloudEventJson } from '../../commands/demo/folder.ts'
import { confirmationGiven, CONFIRMED, type ConfirmationAnswer } from '../../core/case/confirmations.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { createCaseEventWriter } from '../../infra/event-log/case-events.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import { loadSystemTypes, recordOf } from '../../schemas/index.ts'
import { agencyNamed } from '../fixtures/ids.ts'
import { inForce } from './reading.ts'
import type { Running } from './running.ts'

/** Somebody who answers on the list to confirm. */
export interface AnsweringPerson {
  readonly agency: AgencyId
  readonly staff: string
  readonly role: string
}

/** Writes somebody's answer about an event that is in force; resolves when the answer is. */
export async function confirm(
  running: Running,
  event: CloudEventJson,
  { agency, staff, role }: AnsweringPerson,
  answer: ConfirmationAnswer = 'confirmed',
): Promise<void> {
  const { log, registry, vault, clock } = running.parts
  const [, , sender = '', system = ''] = event.source.split('/')
  const index = confirmationGiven({
    eventId: randomUUID(),
    caseLog: await running.caseOf(event),
    schema: recordOf(loadSystemTypes(), CONFIRMED).fingerprint,
    at: new Date(clock.now()).toISOString(),
    target: { event_id: event.id, agency: agencyNamed(sender), system },
    answer,
    agency,
    staff: staffToken(await vault.secret('linking'), `${agency}:${staff}`),
    role,
  })
  await (
    await createCaseEventWriter(log, registry)
  )([{ index, parts: [] }])
  await inForce(running)
}
