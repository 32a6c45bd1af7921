import { z } from 'zod'
import { CONTROL_CONSUMER } from '../../consumers/control/start.ts'
import { ERASURES_CONSUMER } from '../../consumers/erasures/start.ts'
import type { ErasureOrdered, ErasureProposed } from '../../core/control/entry.ts'
import { BUS_OPERATOR, type ControlState } from '../../core/control/state.ts'
import { CLASSES, kindOf, type ErasureScope } from '../../core/erasures/order.ts'
import { refusalOfEraser, refusalOfScope, toOrder } from '../../core/erasures/two-person-rule.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { staffOf, type ReaderCredential } from '../../gateway/identity/credential.ts'
import { readerReference } from '../../core/access-log/reader-reference.ts'
import { standsAs } from '../../gateway/identity/standing.ts'
import type { ReadDeps } from '../../gateway/read/deps.ts'
import { putOnRecord } from '../../gateway/read/on-record.ts'
import { appendControl, type ControlRecord } from '../../infra/event-log/control-events.ts'
import { waitForEffect } from '../../infra/read-store/wait-for-effect.ts'
import { agencyIdOf, caseLogIdOf } from '../../schemas/ids.ts'
import { controlNow } from '../control-now.ts'
import type { Parts } from '../parts.ts'
import type { Service } from '../service.ts'
import { confirmErasure, isConfirmed, type Confirmed } from './confirm.ts'
import { caseToErase, type CaseToErase, type PersonOfCase } from './people.ts'
import { publishErased, wholeEvents } from './whole-events.ts'

const WAIT_MS = 30_000
/** Action of the access record of each step. */
export const ERASE = 'erase'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const meant = {
  case: z.string().default(''),
  person: z.string().default(''),
  reader: z.string().default(''),
  classes: z.array(z.string()).default([]),
  wholeEvents: z.boolean().default(false),
}
const asked = z.discriminatedUnion('step', [
  z.object({ step: z.literal('people'), token: z.string(), case: z.string() }),
  z.object({ step: z.literal('propose'), token: z.string(), reason: z.string(), ...meant }),
  z.object({ step: z.literal('approve'), token: z.string(), id: z.string() }),
])
/** A step of an erasure, as the command sends it. */
export type EraseStep = z.input<typeof asked>
type Propose = Extract<z.output<typeof asked>, { step: 'propose' }>

/** An erasure that is carried out, and what was looked at after it. */
export interface Erased extends Confirmed {
  readonly id: string
  readonly kind: string
  /** Events of which a tombstone is left. */
  readonly events: number
}

interface Deps {
  readonly parts: Parts
  readonly reads: ReadDeps
  readonly person: ReaderCredential
}

/** Puts a step on record, before it is done. Throws ReadRefused `not-recorded`. */
const onRecord = ({ parts: { clock }, reads, person }: Deps, page: Readonly<Record<string, string>>): Promise<string> =>
  putOnRecord(reads, {
    at: new Date(clock.now()).toISOString(),
    action: ERASE,
    reader: person,
    purpose: '',
    page,
    decision: { outcome: 'permit', events: [] },
  })

async function put({ log, registry, store }: Parts, name: ControlRecord, entry: object, consumers: readonly string[]): Promise<void> {
  const [position] = await appendControl(log, registry, name, [{ ...entry }])
  for (const consumer of position === undefined ? [] : consumers) {
    if (position && !(await waitForEffect(store, position, { consumer, timeout: WAIT_MS })))
      throw new Error(`It is kept and not in force yet: ${consumer} has not taken it. Do it again to see it confirmed.`)
  }
}

/** A case by its id as the person's agency sees it, or as the logs have it. Throws Error where there is none. */
async function caseOf({ parts, reads, person }: Deps, given: string): Promise<CaseToErase> {
  const caseLog = UUID.test(given) ? caseLogIdOf(given) : reads.caseIds.inside(person.agency, given)
  const found = caseLog && (await caseToErase(parts.store.db, caseLog))
  if (found === undefined) throw new Error('--case must be the id of a case, as a list of cases or "retention due" gives it.')
  return found
}

async function scopeOf(deps: Deps, given: Propose): Promise<ErasureScope> {
  const { reader, person, classes, wholeEvents: whole } = given
  if ((reader === '') === (given.case === '')) throw new Error('Give --case, with --person for one of its people, or --reader.')
  if (reader !== '' && !/^[^:]+:.+$/.test(reader)) throw new Error('--reader must be <agency>:<staff id>.')
  const ofCase = reader === '' ? await caseOf(deps, given.case) : undefined
  const named = person === '' ? undefined : ofCase?.people.find(({ ids }) => ids.includes(person))
  if (person !== '' && named === undefined) throw new Error('--person must be the id of a person of the case: throughline erase people.')
  const scope = {
    cases: [...(ofCase?.caseLogs ?? [])],
    people: [...(named?.ids ?? [])],
    reader: reader === '' ? '' : readerReference(deps.reads.secrets.readerIds, reader),
    classes: [...new Set(classes)].toSorted(),
    whole_events: whole,
  }
  const refusal = refusalOfScope(scope, { subjects: ofCase?.subjects ?? new Set(), classes: new Set(CLASSES) })
  if (refusal !== undefined) throw new Error(refusal)
  return scope
}

const eraser = async ({ parts, person }: Deps) => ({
  token: staffToken(await parts.vault.secret('linking'), staffOf(person)),
  role: person.role,
  agency: person.agency,
})

const scopeOnRecord = (scope: ErasureScope): Readonly<Record<string, string>> => ({
  kind: kindOf(scope),
  cases: scope.cases.join(' '),
  people: scope.people.join(' '),
  classes: scope.classes.join(' '),
})

async function propose(deps: Deps, given: Propose): Promise<Pick<ErasureProposed, 'id'>> {
  const { parts } = deps
  const by = await eraser(deps)
  const refusal = refusalOfEraser(by, (await controlNow(parts.store)).agencies)
  if (refusal !== undefined) throw new Error(refusal)
  if (!parts.catalogue.codeLists.get('erasure_reason')?.codes.some(({ code }) => code === given.reason))
    throw new Error('--reason must be a code of erasure_reason: throughline erase propose --help lists them.')
  const scope = await scopeOf(deps, given)
  const id = parts.ids()
  await onRecord(deps, { step: 'propose', erasure: id, reason: given.reason, ...scopeOnRecord(scope) })
  const at = new Date(parts.clock.now()).toISOString()
  await put(parts, 'erasure-proposed', { at, id, ...scope, reason: given.reason, proposed_by: by.token, role: by.role }, [CONTROL_CONSUMER])
  return { id }
}

/** The agency that runs the bus, in whose name events are erased. */
function busOperator({ agencies }: ControlState): ReturnType<typeof agencyIdOf> {
  const [found] = [...agencies]
    .filter(([, { type }]) => type === BUS_OPERATOR)
    .map(([id]) => id)
    .toSorted()
  if (found === undefined) throw new Error('No agency is registered as the operator of the bus: register it first (throughline agencies).')
  return agencyIdOf(found)
}

/** Makes tombstones, and looks whether anything can still be opened. */
async function finish(parts: Parts, order: ErasureOrdered, control: ControlState): Promise<Erased> {
  const [caseLog] = order.cases
  const ofCase = caseLog === undefined ? undefined : await caseToErase(parts.store.db, caseLogIdOf(caseLog))
  const events = ofCase === undefined ? [] : await wholeEvents(parts, order, ofCase)
  if (events.length > 0) await publishErased(parts, events, { by: busOperator(control), reason: order.reason, at: order.at })
  const confirmed = await confirmErasure(parts, order)
  if (!isConfirmed(confirmed))
    throw new Error('Something of it can still be opened: look at "throughline audit verify" and approve it again.')
  return { id: order.id, kind: kindOf(order), events: events.length, ...confirmed }
}

async function approve(deps: Deps, id: string): Promise<Erased> {
  const { parts } = deps
  const by = await eraser(deps)
  const control = await controlNow(parts.store)
  const refusal = refusalOfEraser(by, control.agencies)
  if (refusal !== undefined) throw new Error(refusal)
  const ordered = control.erasuresOrdered.get(id)
  const proposal = ordered ?? toOrder(control, by, id, parts.clock.now())
  if (typeof proposal === 'string') throw new Error(proposal)
  await onRecord(deps, { step: 'approve', erasure: id, reason: proposal.reason, ...scopeOnRecord(proposal) })
  if (ordered !== undefined) return finish(parts, ordered, control)
  const { cases, people: ids, reader, classes, whole_events, reason, proposed_by: first } = proposal as ErasureProposed
  const at = new Date(parts.clock.now()).toISOString()
  const order = { at, id, cases, people: ids, reader, classes, whole_events, reason, ordered_by: [first, by.token] }
  await put(parts, 'erasure-ordered', order, [CONTROL_CONSUMER, ERASURES_CONSUMER])
  return finish(parts, order, control)
}

async function people(deps: Deps, given: string): Promise<readonly PersonOfCase[]> {
  const refusal = refusalOfEraser(await eraser(deps), (await controlNow(deps.parts.store)).agencies)
  if (refusal !== undefined) throw new Error(refusal)
  const found = await caseOf(deps, given)
  await onRecord(deps, { step: 'people', cases: found.caseLogs.join(' ') })
  return found.people
}

/** The command to a running process, which knows people by their own tokens. */
export const eraseHandler =
  (service: Service) =>
  async (given: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const { parts, identity } = service
    const step = asked.parse(given)
    const person = await identity.authenticate(`Bearer ${step.token}`)
    if (person?.kind !== 'reader' || !standsAs(await controlNow(parts.store), person, await parts.vault.secret('linking')))
      throw new Error('--token must be a current token of a person.')
    const deps: Deps = { parts, reads: service.reads, person }
    if (step.step === 'people') return people(deps, step.case)
    return step.step === 'propose' ? propose(deps, step) : approve(deps, step.id)
  }
