import { foldFromStart, type AppliedEvent, type CaseFold } from '../../core/case/fold-log.ts'
import type { NumberedEvent } from '../../core/case/index-part.ts'
import { caseLogEntry } from '../../core/case/log-entry.ts'
import { withCandidates } from '../../core/case/same-people.ts'
import { CHAIN_START } from '../../core/chain/hash.ts'
import { CONTROL_START, controlLogEntry, foldControlLog, type ControlLogEntry } from '../../core/control/fold-log.ts'
import { controlState, type ControlState } from '../../core/control/state.ts'
import { afterDecision, leftOf, linkedCases, logsOf, NO_LINKS, type CaseLinks, type LinkedCase } from '../../core/linking/case-links.ts'
import { createLinksFold, linksEntry, LINKS_START } from '../../core/linking/fold-log.ts'
import type { LogVersion } from '../../core/access-log/access-record.ts'
import type { EventLog, LogRecord } from '../../infra/event-log/port.ts'
import { CASE_EVENTS, CONTROL_EVENTS, LINKS_EVENTS } from '../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { SchemaRegistry } from '../../infra/registry/port.ts'
import type { CaseLogId } from '../../schemas/ids.ts'

/** A case log as it was at a number. */
export interface LogAt {
  readonly caseLog: CaseLogId
  readonly events: readonly NumberedEvent[]
  readonly left: ReadonlySet<number>
  readonly applied: readonly AppliedEvent[]
}

/** A case as it was at a moment, with the versions that a read of it goes on record with. */
export interface CaseAt {
  readonly of: LinkedCase<LogAt>
  readonly control: ControlState
  readonly versions: readonly LogVersion[]
}

/** How far a read sees into what a round brought: 0, nothing of it; 1, all. */
export type Share = number

/** The logs of an installation, folded as they grow, and what a read sees at any number of theirs. */
export interface Folds {
  /** Takes what the logs have got since the last call: the round that reads are of now. */
  take(): Promise<void>
  /** Ids of the case logs that are there, oldest first: of those that one round brought, in the order of their first events' ids, for their own ids are random. */
  cases(): readonly CaseLogId[]
  eventsOf(caseLog: CaseLogId): readonly NumberedEvent[]
  controlAt(share: Share): ControlState
  caseAt(caseLog: CaseLogId, share: Share): CaseAt
}

interface OneCase {
  readonly fold: CaseFold
  readonly applied: AppliedEvent[]
  readonly events: NumberedEvent[]
  /** How many were there before the round. */
  before: number
}

const seen = (before: number, now: number, share: Share): number => Math.min(now, before + Math.floor((now - before + 1) * share))
const hex = (chain: Buffer): string => chain.toString('hex')

/** Reads a partition on from where it was left. */
function createTail(log: EventLog): (topic: string) => AsyncGenerator<LogRecord> {
  const next = new Map<string, number>()
  return async function* (topic) {
    for (const { partition, end } of await log.ranges(topic)) {
      const key = `${topic} ${String(partition)}`
      for (let from = next.get(key) ?? 0; from < end; next.set(key, from)) {
        const records = await log.read(topic, partition, from, 1_000)
        yield* records
        from = (records.at(-1)?.offset ?? end) + 1
      }
    }
  }
}

export function createFolds({ log, registry }: { readonly log: EventLog; readonly registry: SchemaRegistry }): Folds {
  const { decode } = createRecordCodec(registry)
  const tail = createTail(log)
  const cases = new Map<CaseLogId, OneCase>()
  const oldestFirst: CaseLogId[] = []
  const linksFold = createLinksFold()
  const links: { readonly chain: Buffer; readonly links: CaseLinks }[] = [{ chain: LINKS_START.head.chain, links: NO_LINKS }]
  const entries: ControlLogEntry[] = []
  const chains: Buffer[] = [CONTROL_START.chain]
  const states = new Map<number, ControlState>()
  let [linksBefore, controlBefore] = [0, 0]

  const takeCases = async (): Promise<void> => {
    for (const one of cases.values()) one.before = one.events.length
    for await (const { key, value } of tail(CASE_EVENTS)) {
      const decoded = await decode(value)
      const entry = decoded.ok ? caseLogEntry(decoded.value, key) : undefined
      if (entry === undefined || typeof entry === 'string') throw new Error('case.events has an entry that this history did not write.')
      const { case_log: caseLog } = entry.record.index
      const one = cases.get(caseLog) ?? { fold: foldFromStart(), applied: [], events: [], before: 0 }
      cases.set(caseLog, one)
      const applied = one.fold.take(entry)
      if (applied === undefined) continue
      one.applied.push(applied)
      one.events.push({ sequence: applied.sequence, index: entry.record.index })
    }
    const firstEvent = (caseLog: CaseLogId): string =>
      cases
        .get(caseLog)
        ?.events.map(({ index }) => index.event_id)
        .sort()[0] ?? ''
    const added = [...cases.keys()].slice(oldestFirst.length).map((caseLog) => ({ caseLog, first: firstEvent(caseLog) }))
    oldestFirst.push(...added.sort((one, other) => (one.first < other.first ? -1 : 1)).map(({ caseLog }) => caseLog))
  }
  const takeLinks = async (): Promise<void> => {
    linksBefore = links.length - 1
    for await (const { value } of tail(LINKS_EVENTS)) {
      const decoded = await decode(value)
      const entry = decoded.ok ? linksEntry(decoded.value) : undefined
      const numbered = entry && linksFold.take(entry)
      if (numbered === undefined) continue
      const { chain, effective } = numbered
      const before = links.at(-1)?.links ?? NO_LINKS
      links.push({ chain, links: effective?.kind === 'decision' ? afterDecision(before, effective.decision) : before })
    }
  }
  const takeControl = async (): Promise<void> => {
    controlBefore = entries.length
    const added: ControlLogEntry[] = []
    for await (const { value } of tail(CONTROL_EVENTS)) {
      const decoded = await decode(value)
      const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
      if (entry !== undefined) added.push(entry)
    }
    const head = { sequence: entries.length, chain: chains.at(-1) ?? CONTROL_START.chain }
    for (const { entry, chain } of foldControlLog(added, head)) {
      entries.push(entry)
      chains.push(chain)
    }
  }
  const stateAt = (number: number): ControlState => {
    const state = states.get(number) ?? controlState(entries.slice(0, number))
    states.clear()
    states.set(number, state)
    return state
  }
  const controlNumber = (share: Share): number => seen(controlBefore, entries.length, share)

  return {
    take: async () => {
      await takeCases()
      await takeLinks()
      await takeControl()
    },
    cases: () => oldestFirst,
    eventsOf: (caseLog) => cases.get(caseLog)?.events ?? [],
    controlAt: (share) => stateAt(controlNumber(share)),
    caseAt: (caseLog, share) => {
      const linksNumber = seen(linksBefore, links.length - 1, share)
      const [control, at] = [controlNumber(share), links[linksNumber]]
      const caseLinks = at?.links ?? NO_LINKS
      const logs = logsOf(caseLinks, caseLog)
        .toSorted((one, other) => (one < other ? -1 : 1))
        .map((id): LogAt => {
          const one = cases.get(id)
          const events = one === undefined ? [] : one.events.slice(0, seen(one.before, one.events.length, share))
          return { caseLog: id, events, left: leftOf(caseLinks, id, events), applied: one?.applied ?? [] }
        })
      const [of] = withCandidates(linkedCases(caseLinks, logs))
      if (of === undefined) throw new Error('A case without a log.')
      const chainOf = ({ events, applied }: LogAt): Buffer => applied[events.length - 1]?.chain ?? CHAIN_START
      return {
        of,
        control: stateAt(control),
        versions: [
          { log: 'links', sequence: linksNumber, chain: hex(at?.chain ?? CHAIN_START) },
          { log: 'control', sequence: control, chain: hex(chains[control] ?? CHAIN_START) },
          ...logs.map((one, number) => ({ log: `case:${String(number)}`, sequence: one.events.length, chain: hex(chainOf(one)) })),
        ],
      }
    },
  }
}
