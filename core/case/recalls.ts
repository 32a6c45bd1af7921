import { bySequence, byText, type CaseEvent } from './case-events.ts'
import type { CaseState } from './case-state.ts'
import { replacedBy } from './versions.ts'

/** What became of an event that may have been read before. */
export type RecallKind = 'corrected' | 'contested' | 'retracted' | 'erased'

/** A change of an event of which its earlier readers must hear. `statements`: the events that say it, by sequence. */
export interface Recall {
  readonly kind: RecallKind
  readonly target: CaseEvent
  readonly statements: readonly CaseEvent[]
}

const KINDS: Readonly<Record<string, RecallKind>> = {
  'record.corrected': 'corrected',
  'record.contested': 'contested',
  'record.retracted': 'retracted',
  'record.erased': 'erased',
}

/** The events that an event recalls: what a record.* event is rightly about, and earlier versions of its own. */
function recalledBy(event: CaseEvent, state: CaseState): readonly (readonly [RecallKind, CaseEvent])[] {
  const kind = KINDS[event.index.type]
  const about = kind === undefined ? [] : (state.targets(event) ?? []).map((target) => [kind, target] as const)
  return [...about, ...replacedBy(event, state.events).map((target) => ['corrected', target] as const)]
}

/** Everything of a case that was corrected, contested, retracted or erased, each event once a kind. Pure; by kind, then sequence. */
export function recallsOf(state: CaseState): readonly Recall[] {
  const found = new Map<string, { readonly kind: RecallKind; readonly target: CaseEvent; readonly statements: CaseEvent[] }>()
  for (const event of state.events.all.toSorted(bySequence)) {
    for (const [kind, target] of recalledBy(event, state)) {
      const key = `${kind} ${target.caseLog} ${String(target.sequence)}`
      const recall = found.get(key) ?? { kind, target, statements: [] }
      recall.statements.push(event)
      found.set(key, recall)
    }
  }
  return [...found.values()].sort((one, other) => byText(one.kind, other.kind) || bySequence(one.target, other.target))
}

/** When a reading was: the head of the case log that it was decided over, and its time. */
export interface ReadBefore {
  readonly head: number
  readonly readAt: string
}

/** Whether a reading was of the version before anything of the sort was said of the event. Numbers of another log are not compared: there, times are. */
export function isRecalled({ target, statements }: Recall, { head, readAt }: ReadBefore): boolean {
  return statements.some((event) =>
    event.caseLog === target.caseLog ? head < event.sequence : Date.parse(readAt) < Date.parse(event.index.published_at),
  )
}
