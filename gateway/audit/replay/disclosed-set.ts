import type { FoldedCase } from '../../../core/case/fold-log.ts'
import type { LinkedCase } from '../../../core/linking/case-links.ts'
import { hasReducedForm } from '../../../core/parts/reduce.ts'
import { disclosedSetHash } from '../../../core/disclosure/disclosed-set.ts'
import { pageOf, type PageRequest } from '../../../core/disclosure/page.ts'
import { parsePagePosition } from '../../../core/disclosure/page-position.ts'
import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { Decision, EventDecision } from '../../../policy/decide/decision.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { BEST_KNOWN, selectCase, selectNewest, type LengthOf } from '../../read/case-item.ts'
import { createEventIds } from '../../read/event-ids.ts'
import { NO_LIMIT } from '../../read/follow-timeline.ts'
import type { SealedRow } from '../../read/open-parts.ts'
import type { DecisionValue, RequestValue } from '../../../core/access-log/access-record.ts'

/** A case log as the read saw it: up to its version. */
export interface CaseAtVersion {
  readonly caseLog: CaseLogId
  readonly folded: FoldedCase
  readonly sequence: number
  /** Its events up to there, and the numbers of those that had left it. */
  readonly events: FoldedCase['events']
  readonly left: ReadonlySet<number>
}

/** The events that a timeline's page shows, from the request as it was recorded. */
export function replayedPage(
  decision: Decision,
  cases: readonly CaseAtVersion[],
  request: RequestValue,
  staff: string,
  deps: { readonly catalogue: Catalogue; readonly readerIds: Buffer },
): readonly EventDecision[] {
  const idOf = createEventIds(deps.readerIds, staff)
  const logs = new Map(cases.map(({ caseLog, events }) => [caseLog, events]))
  const shown = decision.events.flatMap((event) => {
    const index = logs.get(event.caseLog)?.[event.sequence - 1]?.index
    return index === undefined
      ? []
      : [
          {
            decision: event,
            index,
            family: deps.catalogue.types.get(index.type)?.family ?? '',
            // Keyed hashes cost more than all else here, and most pages begin and end at no event.
            get id() {
              return idOf(index)
            },
          },
        ]
  })
  const { limit = '0', order, place: at, ...filters } = request.page
  const recordedPosition = at === undefined ? undefined : parsePagePosition(at)
  const asked: PageRequest = {
    ...filters,
    limit: limit === NO_LIMIT ? Infinity : Number(limit),
    order: order === 'newest' ? 'newest' : 'oldest',
    ...(recordedPosition === undefined ? {} : { position: recordedPosition }),
  }
  return pageOf(shown, asked).events.map((event) => event.decision)
}

type Decided = readonly { readonly at: LinkedCase<CaseAtVersion>; readonly decision: Decision }[]

/** The length of a part as its log has it: of its plain form; a reduced one is there where its class has one. */
const lengthsIn =
  (at: LinkedCase<CaseAtVersion>): LengthOf =>
  ({ caseLog, sequence, owner, class: sensitivity, form }) => {
    const parts = at.logs.find((log) => log.caseLog === caseLog)?.folded.applied[sequence - 1]?.parts ?? []
    const found = parts.find(({ part }) => part.owner === owner && part.class === sensitivity)
    return form === 'plain' || hasReducedForm(sensitivity) ? found?.part.sealed.length : undefined
  }

/** The events and parts that a list of cases, or one case, shows, as its record says that they were selected. */
export const replayedNamed = (decisions: Decided, { page }: Pick<RequestValue, 'page'>): readonly EventDecision[] =>
  decisions
    .filter(({ decision }) => decision.outcome === 'permit')
    .flatMap(({ at, decision }) => {
      const { named } = page.subject === BEST_KNOWN ? selectCase(at, decision, lengthsIn(at)) : selectNewest(at, decision)
      return named.map(({ event }) => event)
    })

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** The parts of disclosed events as the store would give them, with their hashes from the log. */
export function replayedRows(
  disclosed: readonly Pick<EventDecision, 'caseLog' | 'sequence' | 'parts'>[],
  cases: readonly CaseAtVersion[],
): readonly SealedRow[] {
  const folded = new Map(cases.map((at) => [at.caseLog, at.folded]))
  return disclosed.flatMap(({ caseLog, sequence, parts }) => {
    const sealed = folded.get(caseLog)?.applied[sequence - 1]?.parts ?? []
    return parts
      .flatMap((wanted): readonly SealedRow[] => {
        const found = sealed.find(({ part }) => part.owner === wanted.owner && part.class === wanted.class)
        const there = wanted.form === 'plain' || hasReducedForm(wanted.class)
        return found === undefined || !there ? [] : [{ ...wanted, caseLog, sequence, hash: found.hash, sealed: found.part.sealed }]
      })
      .sort((left, right) => byText(left.class, right.class) || byText(left.owner, right.owner) || byText(left.form, right.form))
  })
}

/** Hash of the set that a record lists as released, its parts as the log has them: hex. */
export function recordedSetHash(
  { events, released }: DecisionValue,
  { cases }: Pick<RequestValue, 'cases'>,
  logs: readonly CaseAtVersion[],
): string {
  const effects = new Map(events.map(([log, sequence, effect]) => [`${String(log)} ${String(sequence)}`, effect]))
  const disclosed = released.flatMap(([log, sequence, parts]) => {
    const caseLog = cases[log]
    const named = parts.map(([owner, sensitivity, form]) => ({ owner, class: sensitivity, form }) as EventDecision['parts'][number])
    return caseLog === undefined
      ? []
      : [{ caseLog, sequence, effect: effects.get(`${String(log)} ${String(sequence)}`) ?? '', parts: named }]
  })
  return disclosedSetHash(disclosed, replayedRows(disclosed, logs))
}
