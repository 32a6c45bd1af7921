import type { CaseEvent } from '../../core/case/case-events.ts'
import { foldCase, type CaseState } from '../../core/case/case-state.ts'
import { currentAccess } from '../../core/case/case-access.ts'
import { fact } from '../../core/case/index-part.ts'
import type { InstrumentEffect } from '../../core/case/instruments/instrument.ts'
import { endOf } from '../../core/case/moments.ts'
import { APPROVAL_GIVEN, BREAK_GLASS_OPENED } from '../../core/case/step-up.ts'
import { CASE_LINKED } from '../../core/case/system-event.ts'
import { staffToken } from '../../core/linking/tokens.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { staffOf } from '../identity/credential.ts'
import { caseLogsOf } from '../read/decide-cases.ts'
import { readCases } from '../read/snapshot.ts'
import type { ReadResult } from '../read/outcome.ts'
import { INSTRUMENTS } from './actions.ts'
import { answer, refuse } from './answer.ts'
import type { Question, QuestionDeps } from './deps.ts'
import { indexIsWhole, rowsOfCases } from './index-rows.ts'
import { usesOf, type AccessBy } from './instrument-use.ts'
import { createLens, type Lens } from './lens.ts'
import { openedRecords, type OpenedAccess } from './opened-records.ts'
import { isOwn, ownReads, type OwnReads } from './own-reads.ts'
import { MOST_OPENED } from './page-of-reads.ts'
import { accessItem, occurredOf, type ReaderItem, type SeenEventItem } from './read-item.ts'

/** "Whose word counts in this case, and who used it?" */
export interface Instruments extends Question {
  /** Id of the case for the agency of who asks. */
  readonly case: string
}

/** Somebody who read by it, or whom it kept out. */
export interface InstrumentUser extends ReaderItem {
  readonly accesses: number
  /** ISO 8601 in UTC. */
  readonly first: string
  readonly last: string
}

/** Something that an agency, or the bus for two people, said that bears on who sees what. */
export interface InstrumentItem extends Pick<SeenEventItem, 'type' | 'title' | 'occurred'> {
  /** `block`, `override` … as the release's table has it (docs/domain/whose-word-counts.md); `link`, `approval`, `emergency` of the bus. */
  readonly kind: string
  /** Name of the agency that said it. */
  readonly said_by: string
  readonly published_at: string
  readonly effect: InstrumentEffect
  /** Last moment of the effect, ISO 8601; null: none is set. */
  readonly until: string | null
  /** It hides; else it opens, or switches others off. */
  readonly closes: boolean
  readonly to_confirm: boolean
  /** Who read by it; of a block, whom it kept out. Null where it opens or closes parts of entries: why a read was allowed says that. */
  readonly used_by: readonly InstrumentUser[] | null
}

export interface InstrumentsAnswer {
  /** The newest first. */
  readonly items: readonly InstrumentItem[]
  readonly own_reads: OwnReads
  readonly complete: boolean
  /** True where the case has more reads than are looked through: of the oldest none is counted. */
  readonly more: boolean
}

interface Said {
  readonly kind: string
  readonly event: CaseEvent
  readonly effect: InstrumentEffect
  readonly until: number | undefined
  readonly closes: boolean
  readonly toConfirm: boolean
}

const SYSTEM_KINDS: Readonly<Record<string, string>> = {
  [CASE_LINKED]: 'link',
  [APPROVAL_GIVEN]: 'approval',
  [BREAK_GLASS_OPENED]: 'emergency',
}

/** What the bus wrote for people: links, approvals and emergency access, in force or over. */
function systemInstruments(state: CaseState, minutes: number): readonly Said[] {
  const current = new Set(currentAccess(state, state.now))
  return Object.entries(SYSTEM_KINDS).flatMap(([type, kind]) =>
    state.events.ofType(type).map((event): Said => {
      const opened = Date.parse(fact(event.index, 'opened_at')[0] ?? '')
      const last = fact(event.index, 'until')[0]
      const until = type === BREAK_GLASS_OPENED ? opened + minutes * 60_000 : last === undefined ? undefined : endOf(last)
      const inForce = type === CASE_LINKED ? current.has(event) : until === undefined || until >= state.now
      return { kind, event, effect: inForce ? 'in-force' : 'ended', until, closes: false, toConfirm: false }
    }),
  )
}

/** Everything of a case that bears on who sees what, but for blocks that name who asks: a block is never shown to whom it names. Pure. */
export function saidInCase(state: CaseState, minutes: number, tokens: readonly string[]): readonly Said[] {
  const said: readonly Said[] = state.instruments.map(({ kind, event, effect, until, closes, toConfirm }) => ({
    kind,
    event,
    effect,
    until,
    closes,
    toConfirm,
  }))
  return [...said.filter(({ event }) => !SYSTEM_KINDS[event.index.type]), ...systemInstruments(state, minutes)]
    .filter(({ event }) => !fact(event.index, 'blocked_ref').some((token) => tokens.includes(token)))
    .toSorted((one, other) => Date.parse(other.event.index.published_at) - Date.parse(one.event.index.published_at))
}

/** Whose word counts in a case, and who used it. On record before it is answered. */
export const instruments = (deps: QuestionDeps, question: Instruments): Promise<ReadResult<InstrumentsAnswer>> =>
  answer(deps, INSTRUMENTS, question, async (now) => {
    const { reads } = deps
    const { reader, case: asked } = question
    const complete = await indexIsWhole(deps)
    const snapshot = await readSnapshot(reads.readStore.db, (tx) => readCases(tx, reads, caseLogsOf(reads, reader, asked)))
    const [of] = snapshot.cases
    if (of === undefined) return refuse(deps, INSTRUMENTS, question, 'not-found')
    const caseLogs = of.logs.map(({ caseLog }) => caseLog)
    const rows = await rowsOfCases(reads.readStore.db, { caseLogs, attempts: true }, MOST_OPENED)
    const opened = await openedRecords(
      deps,
      rows.map(({ position }) => position),
    )
    const others = opened.filter((access) => !isOwn(access, reader))
    const { agencies, instrumentsSince } = snapshot.control
    const state = foldCase(of.logs, agencies, Date.parse(now), reads.policy.whoseWord(instrumentsSince))
    const { minutes } = reads.policy.stepUp.break_glass
    const { linking } = reads.secrets
    const tokens = [staffToken(linking, staffOf(reader)), staffToken(linking, reader.agency)]
    const lens = createLens(deps, reader, snapshot)
    const accesses = others.map((access) => accessBy(access, linking))
    return {
      value: {
        items: saidInCase(state, minutes, tokens).map((said) => instrumentItem(said, state, minutes, lens, others, accesses)),
        own_reads: ownReads(opened.length - others.length),
        complete,
        more: rows.length === MOST_OPENED,
      },
      snapshot,
      asked,
      page: {},
    }
  })

function accessBy({ record, opened: { actor } }: OpenedAccess, linking: Buffer): AccessBy {
  const { at, outcome, purpose, agency } = record
  const staff = typeof actor === 'string' ? null : actor.staff
  return {
    at: Date.parse(at),
    permitted: outcome === 'permit',
    purpose,
    agency,
    tokens: [...(staff === null ? [] : [staffToken(linking, staff)]), ...(agency === '' ? [] : [staffToken(linking, agency)])],
  }
}

function instrumentItem(
  { kind, event, effect, until, closes, toConfirm }: Said,
  state: CaseState,
  minutes: number,
  lens: Lens,
  opened: readonly OpenedAccess[],
  accesses: readonly AccessBy[],
): InstrumentItem {
  const { index } = event
  const uses = usesOf(event, state, minutes)
  const by = fact(index, 'given_by')[0] ?? index.agency
  return {
    kind,
    type: index.type,
    title: lens.types.get(index.type)?.title ?? index.type,
    occurred: occurredOf(index),
    said_by: lens.agencies.get(by)?.name ?? by,
    published_at: new Date(Date.parse(index.published_at)).toISOString(),
    effect,
    until: until === undefined || Number.isNaN(until) ? null : new Date(until).toISOString(),
    closes,
    to_confirm: toConfirm,
    used_by:
      uses === undefined
        ? null
        : usersOf(
            opened.filter((_, at) => accesses[at] !== undefined && uses(accesses[at])),
            lens,
          ),
  }
}

/** The people of accesses, each once with when. Pure. */
function usersOf(opened: readonly OpenedAccess[], lens: Pick<Lens, 'agencies'>): readonly InstrumentUser[] {
  const items = opened.map((access) => accessItem(access, lens, false))
  return [...Map.groupBy(items, ({ reader: { staff, agency, role } }) => [staff, agency, role].join('\n')).values()].flatMap((of) => {
    const times = of.map(({ at }) => at).sort()
    return of.slice(0, 1).map(({ reader }) => ({ ...reader, accesses: of.length, first: times[0] ?? '', last: times.at(-1) ?? '' }))
  })
}
