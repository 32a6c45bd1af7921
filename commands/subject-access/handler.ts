import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { caseLinked, CASE_LINKED } from '../../core/case/system-event.ts'
import { refusalOfEraser } from '../../core/erasures/two-person-rule.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { decisionErrors, isGiven } from '../../core/subject-access/decisions.ts'
import { monthsAfter } from '../../core/time/calendar.ts'
import { endOfDayLondon, londonDate } from '../../core/time/london.ts'
import { createAccessLog } from '../../gateway/audit/access-log.ts'
import { staffOf, type ReaderCredential } from '../../gateway/identity/credential.ts'
import { personOfToken } from '../person-of-token.ts'
import type { ReadDeps } from '../../gateway/read/deps.ts'
import { putOnRecord } from '../../gateway/read/on-record.ts'
import { APPROVE_ACTION, DECIDE_ACTION, EXPORT_ACTION, OPEN_ACTION } from '../../gateway/subject-access/actions.ts'
import { digestOf, dueWords, makePack } from '../../gateway/subject-access/pack.ts'
import { draftSchema, fieldsOf, requestSchema, type AccessRequest, type Draft } from '../../gateway/subject-access/draft.ts'
import { openRecord } from '../../infra/access-log/open-record.ts'
import { proposeCaseEvent } from '../../infra/event-log/case-events.ts'
import { waitForEffect } from '../../infra/read-store/wait-for-effect.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import { loadSystemTypes, recordOf } from '../../schemas/index.ts'
import { controlNow } from '../control-now.ts'
import { caseToErase } from '../erase/people.ts'
import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { exportOf, type PackFiles } from './export.ts'

const DPO = 'dpo'
const PURPOSE = 'subject_access'
/** How long the task lasts that opens the case to who answers the request. */
const TASK_MONTHS = 6
/** The role of the person whose data each kind of requester may ask for; absent: anybody of the case. */
const ROLE_OF: Readonly<Record<string, string>> = { subject: 'subject', harmed_adult: 'adult', child_or_parent: 'child' }

const asked = z.discriminatedUnion('step', [
  z.object({ step: z.literal('open'), token: z.string(), second: z.string(), request: requestSchema.omit({ id: true }) }),
  z.object({ step: z.literal('pack'), token: z.string(), request: requestSchema }),
  z.object({ step: z.literal('decide'), token: z.string(), draft: draftSchema }),
  z.object({ step: z.literal('approve'), token: z.string(), id: z.string() }),
  z.object({ step: z.literal('export'), token: z.string(), id: z.string(), draft: draftSchema }),
])
/** A step of an access request, as the command sends it. */
export type SubjectAccessStep = z.input<typeof asked>

interface Deps {
  readonly parts: Parts
  readonly reads: ReadDeps
  readonly person: ReaderCredential
}

/** Puts a step on record, before it is done. Throws ReadRefused `not-recorded`. */
const onRecord = ({ reads, person }: Deps, action: string, page: Readonly<Record<string, string>>): Promise<string> =>
  putOnRecord(reads, {
    at: new Date(reads.clock.now()).toISOString(),
    action,
    reader: person,
    purpose: PURPOSE,
    page,
    decision: { outcome: 'permit', events: [] },
  })

/** What a step that was recorded says; undefined where there is none, or its opening was erased. */
async function recorded(
  { parts }: Deps,
  action: string,
  id: string,
): Promise<{ readonly staff: string; readonly page: Readonly<Record<string, string>> } | undefined> {
  const entry = await createAccessLog(parts.log, createRecordCodec(parts.registry)).find(id)
  if (entry?.record.action !== action || entry.record.outcome !== 'permit') return undefined
  const { actor, request } = await openRecord(parts.vault, entry.record)
  return typeof actor === 'string' || typeof request === 'string' || actor.staff === null
    ? undefined
    : { staff: actor.staff, page: request.page }
}

/** What of a request does not change while it is answered. */
const fixedOf = ({ case: caseId, person, requester, received, delivery }: Omit<AccessRequest, 'id'>) => ({
  case: caseId,
  person,
  requester,
  received,
  delivery,
})

const isDpo = (person: ReaderCredential): void => {
  if (person.role !== DPO) throw new Error('--token must be of a data protection officer.')
}

/** Opens the case to the data protection officer for this purpose alone, for as long as it takes. */
async function giveTask({ parts, reads, person }: Deps, request: Omit<AccessRequest, 'id'>, second: ReaderCredential): Promise<void> {
  const caseLog = reads.caseIds.inside(person.agency, request.case)
  if (caseLog === undefined) return
  const at = new Date(parts.clock.now()).toISOString()
  const token = (of: ReaderCredential): string => staffToken(reads.secrets.linking, staffOf(of))
  const position = await proposeCaseEvent(
    parts.log,
    parts.registry,
    caseLinked({
      eventId: randomUUID(),
      caseLog,
      schema: recordOf(loadSystemTypes(), CASE_LINKED).fingerprint,
      at,
      agency: person.agency,
      staff: token(person),
      link: 'audit',
      role: person.role,
      pairs: [],
      from: at,
      until: new Date(endOfDayLondon(monthsAfter(londonDate(Date.parse(at)), TASK_MONTHS))).toISOString(),
      purpose: PURPOSE,
      givenBy: person.agency,
      giver: token(second),
    }),
  )
  if (!(await waitForEffect(parts.store, position))) throw new Error('It is kept and not in force yet. Make the pack in a moment.')
}

async function open(deps: Deps, request: Omit<AccessRequest, 'id'>, second: ReaderCredential): Promise<AccessRequest> {
  const { parts, reads, person } = deps
  const { agencies } = await controlNow(parts.store)
  for (const one of [person, second]) {
    const refusal = refusalOfEraser({ token: '', role: one.role, agency: one.agency }, agencies)
    if (refusal !== undefined) throw new Error(refusal.replace('order erasures', 'answer access requests'))
  }
  if (staffOf(second) === staffOf(person)) throw new Error('--second must be a token of another person.')
  const caseLog = reads.caseIds.inside(person.agency, request.case)
  const of = caseLog && (await caseToErase(parts.store.db, caseLog))
  const named = of?.people.find(({ ids }) => ids.includes(request.person))
  const role = ROLE_OF[request.requester]
  if (named === undefined || (role !== undefined && named.role !== role))
    throw new Error('--person must be the id of a person of that case and of that part in it: throughline erase people lists them.')
  if (request.received > londonDate(parts.clock.now())) throw new Error('--received must be a day that has come.')
  const fixed = { ...request, person: named.person }
  const id = await onRecord(deps, OPEN_ACTION, {
    request: JSON.stringify(fixedOf(fixed)),
    second: staffToken(reads.secrets.linking, staffOf(second)),
  })
  await giveTask(deps, fixed, second)
  return { ...fixed, id }
}

/** Throws Error unless the request is the one that was opened. */
async function checkOpened(deps: Deps, request: AccessRequest): Promise<void> {
  const opened = await recorded(deps, OPEN_ACTION, request.id)
  if (opened?.page.request !== JSON.stringify(fixedOf(request)))
    throw new Error('The request is not as it was opened: case, person, kind, day of receipt and way of delivery stay. Open another.')
}

async function pack(deps: Deps, request: AccessRequest): Promise<Draft> {
  await checkOpened(deps, request)
  const made = await makePack(deps.reads, deps.person, request)
  if (made === undefined) throw new Error('The case is not open to you for this request: who opened it makes the pack.')
  return made.draft
}

const decisionsOf = (draft: Draft): string => JSON.stringify(fieldsOf(draft).map(({ ref, decision, reason }) => [ref, decision, reason]))

async function decide(deps: Deps, draft: Draft): Promise<{ readonly id: string; readonly given: number; readonly left_out: number }> {
  await checkOpened(deps, draft.request)
  if (digestOf(draft.request, draft.events) !== draft.digest)
    throw new Error('The draft is not as it was made: change decision and reason alone.')
  const fields = fieldsOf(draft)
  const errors = decisionErrors(fields)
  if (errors.length > 0) throw new Error(errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('\n'))
  const id = await onRecord(deps, DECIDE_ACTION, { request: draft.request.id, digest: draft.digest, decisions: decisionsOf(draft) })
  const given = fields.filter(isGiven).length
  return { id, given, left_out: fields.length - given }
}

async function approve(deps: Deps, id: string): Promise<{ readonly id: string }> {
  const { parts, person } = deps
  const refusal = refusalOfEraser({ token: '', role: person.role, agency: person.agency }, (await controlNow(parts.store)).agencies)
  if (refusal !== undefined) throw new Error(refusal.replace('order erasures', 'answer access requests'))
  const decided = await recorded(deps, DECIDE_ACTION, id)
  if (decided === undefined) throw new Error('Nobody has decided a pack under this id.')
  if (decided.staff === staffOf(person)) throw new Error('You decided it. Another person has to approve it.')
  return {
    id: await onRecord(deps, APPROVE_ACTION, { decided: id, request: decided.page.request ?? '', digest: decided.page.digest ?? '' }),
  }
}

async function exported(deps: Deps, id: string, draft: Draft): Promise<PackFiles> {
  await checkOpened(deps, draft.request)
  const approved = await recorded(deps, APPROVE_ACTION, id)
  const decided = approved && (await recorded(deps, DECIDE_ACTION, approved.page.decided ?? ''))
  if (decided === undefined) throw new Error('Nobody has approved a pack under this id.')
  if (decided.page.digest !== draft.digest || decided.page.decisions !== decisionsOf(draft))
    throw new Error('The draft is not the one that was approved. Export that one, or have this one decided and approved.')
  const now = await makePack(deps.reads, deps.person, draft.request)
  if (now?.draft.digest !== draft.digest)
    throw new Error('The case, or what may be said of it, has changed since the draft was made. Make the pack again.')
  const files = exportOf(draft, now, { approval: id, due: dueWords(draft.request) })
  await onRecord(deps, EXPORT_ACTION, { request: draft.request.id, approval: id, digest: draft.digest, sha256: files.sha256 })
  return files
}

/** The command to a running process, which knows people by their own tokens. */
export const subjectAccessHandler =
  (service: Service) =>
  async (given: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const { parts, identity } = service
    const step = asked.parse(given)
    const control = await controlNow(parts.store)
    const secret = await parts.vault.secret('linking')
    const who = (token: string, option: string): Promise<ReaderCredential> =>
      personOfToken({ authenticate: identity.authenticate, control, secret }, token, option)
    const deps: Deps = { parts, reads: service.reads, person: await who(step.token, '--token') }
    if (step.step === 'approve') return approve(deps, step.id)
    isDpo(deps.person)
    switch (step.step) {
      case 'open':
        return open(deps, step.request, await who(step.second, '--second'))
      case 'pack':
        return pack(deps, step.request)
      case 'decide':
        return decide(deps, step.draft)
      default:
        return exported(deps, step.id, step.draft)
    }
  }
