import { z } from 'zod'
import { CONTROL_CONSUMER } from '../../consumers/control/start.ts'
import { BUS_OPERATOR, type ControlState } from '../../core/control/state.ts'
import { refusalOfEraser } from '../../core/erasures/two-person-rule.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { caseDue, type CaseDue } from '../../core/retention/due.ts'
import { londonDate } from '../../core/time/london.ts'
import { staffOf, type ReaderCredential } from '../../gateway/identity/credential.ts'
import { personOfToken } from '../person-of-token.ts'
import { putOnRecord } from '../../gateway/read/on-record.ts'
import { appendControl } from '../../infra/event-log/control-events.ts'
import { waitForEffect } from '../../infra/read-store/wait-for-effect.ts'
import { agencyIdOf } from '../../schemas/ids.ts'
import { controlNow } from '../control-now.ts'
import { recordCommand } from '../on-record.ts'
import { publishErased } from '../erase/whole-events.ts'
import type { Service } from '../service.ts'
import { keptCases } from './read-case.ts'

const WAIT_MS = 30_000
/** Actions of the access records. */
export const DUE_ACTION = 'retention-due'
export const RUN_ACTION = 'retention-run'
export const DECIDE_ACTION = 'retention-decide'
const EXPIRED = 'retention_expired'

/** Why a case is held, and why it is kept longer. */
export const GROUNDS = {
  hold: ['death_review', 'inquiry', 'litigation', 'live_request'],
  lift: ['death_review', 'inquiry', 'litigation', 'live_request'],
  extend: ['safeguarding', 'policing_purpose', 'legal_duty', 'research'],
} as const

const asked = z.discriminatedUnion('step', [
  z.object({ step: z.literal('due'), token: z.string() }),
  z.object({ step: z.literal('run') }),
  z.object({ step: z.literal('erase'), token: z.string(), second: z.string(), case: z.string() }),
  z.object({
    step: z.literal('decide'),
    token: z.string(),
    second: z.string().default(''),
    case: z.string(),
    kind: z.enum(['hold', 'lift', 'extend']),
    ground: z.string(),
    until: z.union([z.iso.date(), z.literal('')]).default(''),
  }),
])
/** A step of retention, as the command sends it. */
export type RetentionStep = z.input<typeof asked>

/** What is due of a case: ids, dates and classes, and nothing of what was said. */
export interface DueOfCase {
  readonly cases: readonly string[]
  readonly holds: readonly string[]
  readonly extended_until: string | null
  readonly due: readonly {
    readonly class: string
    readonly then: string
    readonly due_on: string
    readonly why: string
    readonly events: readonly string[]
  }[]
}

type Kept = CaseDue & { readonly caseLogs: readonly string[] }

const told = ({ caseLogs, holds, extendedUntil, items }: Kept): DueOfCase => ({
  cases: caseLogs,
  holds,
  extended_until: extendedUntil ?? null,
  due: items.map(({ class: of, then, due_on, why, events }) => ({
    class: of,
    then,
    due_on,
    why,
    events: events.map(({ index }) => index.event_id),
  })),
})

async function allDue(service: Service, control: ControlState): Promise<readonly Kept[]> {
  const today = londonDate(service.parts.clock.now())
  const found: Kept[] = []
  for await (const kept of keptCases(service.parts, control)) {
    const due = caseDue(kept, today)
    if (due.items.length > 0 || due.holds.length > 0) found.push({ ...due, caseLogs: kept.caseLogs })
  }
  return found
}

/** Puts a step on record, before it is done; `person` undefined: a timer did it. Throws where it cannot be recorded. */
async function onRecord(
  { parts, reads }: Service,
  action: string,
  person: ReaderCredential | undefined,
  page: Readonly<Record<string, string>>,
): Promise<void> {
  if (person === undefined) return recordCommand(parts, { action, page })
  await putOnRecord(reads, {
    at: new Date(reads.clock.now()).toISOString(),
    action,
    reader: person,
    purpose: '',
    page,
    decision: { outcome: 'permit', events: [] },
  })
}

/** What was erased because its time was over. */
export interface RetentionRun {
  readonly cases: number
  readonly events: number
}

/** Erases what is due in that way of the cases, each on record first. Again: nothing is left to do. */
async function eraseDue(
  service: Service,
  control: ControlState,
  cases: readonly Kept[],
  then: 'automatic' | 'all',
  person?: ReaderCredential,
): Promise<RetentionRun> {
  const [by] = [...control.agencies]
    .filter(([, { type }]) => type === BUS_OPERATOR)
    .map(([id]) => id)
    .toSorted()
  if (by === undefined) throw new Error('No agency is registered as the operator of the bus: register it first (throughline agencies).')
  let [done, erased] = [0, 0]
  for (const { caseLogs, items } of cases) {
    const due = items.filter((item) => then === 'all' || item.then === 'automatic')
    const events = due.flatMap((item) => item.events)
    if (events.length === 0) continue
    await onRecord(service, RUN_ACTION, person, {
      cases: caseLogs.join(' '),
      events: events.map(({ index }) => index.event_id).join(' '),
      classes: [...new Set(due.map((item) => item.class))].join(' '),
    })
    const at = new Date(service.parts.clock.now()).toISOString()
    await publishErased(service.parts, events, { by: agencyIdOf(by), reason: EXPIRED, at })
    done++
    erased += events.length
  }
  return { cases: done, events: erased }
}

function checkPeople(control: ControlState, people: readonly ReaderCredential[], isTwo: boolean): void {
  for (const { role, agency } of people) {
    const refusal = refusalOfEraser({ token: '', role, agency }, control.agencies)
    if (refusal !== undefined) throw new Error(refusal.replace('order erasures', 'decide how long a case is kept'))
  }
  if (!isTwo) return
  const [one, other] = people
  if (one === undefined || other === undefined || staffOf(one) === staffOf(other))
    throw new Error('--second must be a token of another person.')
  if (![one, other].some(({ role }) => role === 'dpo')) throw new Error('One of the two has to be a data protection officer.')
}

/** The case of one of its log ids. Throws Error where nothing is known of it. */
async function caseOf(
  service: Service,
  control: ControlState,
  given: string,
): Promise<{ readonly caseLogs: readonly string[]; readonly due: CaseDue }> {
  for await (const kept of keptCases(service.parts, control)) {
    if (kept.caseLogs.some((log) => log === given))
      return { caseLogs: kept.caseLogs, due: caseDue(kept, londonDate(service.parts.clock.now())) }
  }
  throw new Error('--case must be the id of a case, as "retention due" lists it.')
}

type Decide = Extract<z.output<typeof asked>, { step: 'decide' }>

async function decide(
  service: Service,
  control: ControlState,
  given: Decide,
  people: readonly ReaderCredential[],
): Promise<{ readonly cases: readonly string[] }> {
  const { parts, reads } = service
  const { kind, ground, until } = given
  checkPeople(control, people, kind !== 'hold')
  if (!(GROUNDS[kind] as readonly string[]).includes(ground)) throw new Error(`--ground must be one of: ${GROUNDS[kind].join(', ')}.`)
  if (kind === 'extend' && until <= londonDate(parts.clock.now())) throw new Error('--until must be a day to come.')
  const { caseLogs } = await caseOf(service, control, given.case)
  const [first] = people
  await onRecord(service, DECIDE_ACTION, first, { cases: caseLogs.join(' '), kind, ground, until })
  const [position] = await appendControl(parts.log, parts.registry, 'retention-decided', [
    {
      at: new Date(parts.clock.now()).toISOString(),
      cases: [...caseLogs],
      kind,
      ground,
      until: kind === 'extend' ? until : '',
      decided_by: people.map((person) => staffToken(reads.secrets.linking, staffOf(person))),
    },
  ])
  if (position !== undefined) await waitForEffect(parts.store, position, { consumer: CONTROL_CONSUMER, timeout: WAIT_MS })
  return { cases: caseLogs }
}

/** The command to a running process, which knows people by their own tokens. */
export const retentionHandler =
  (service: Service) =>
  async (given: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const { parts, identity } = service
    const step = asked.parse(given)
    const control = await controlNow(parts.store)
    const secret = await parts.vault.secret('linking')
    const who = (token: string, option: string): Promise<ReaderCredential> =>
      personOfToken({ authenticate: identity.authenticate, control, secret }, token, option)
    if (step.step === 'run') return eraseDue(service, control, await allDue(service, control), 'automatic')
    const person = await who(step.token, '--token')
    const second = 'second' in step && step.second !== '' ? [await who(step.second, '--second')] : []
    if (step.step === 'decide') return decide(service, control, step, [person, ...second])
    checkPeople(control, [person, ...second], step.step === 'erase')
    if (step.step === 'due') {
      await onRecord(service, DUE_ACTION, person, {})
      return (await allDue(service, control)).map(told)
    }
    const { caseLogs, due } = await caseOf(service, control, step.case)
    if (due.holds.length > 0) throw new Error(`The case is held: ${due.holds.join(' ')}`)
    return eraseDue(service, control, [{ ...due, caseLogs }], 'all', person)
  }
