import { readersPolicies } from '../../policy/explain/readers-words.ts'
import type { Explanation, PartExplained } from '../../policy/explain/explain.ts'
import type { PolicyWords } from '../../policy/release/descriptions.ts'
import type { EventExplained, ReadExplained } from '../audit/replay/explain-read.ts'

/** A policy that a read rested on. */
export interface PolicyUsed {
  /** Its @id in the release. */
  readonly id: string
  /** What it says, for an auditor, with its source. */
  readonly says: string
  /** Of how many entries it let something be seen. */
  readonly entries: number
}

/** What became of a class in a read: in how many entries it was shown as said, in its short form, and withheld. */
export interface ClassOutcome {
  readonly class: string
  readonly plain: number
  readonly reduced: number
  readonly withheld: number
}

/** Why a read showed what it did, in short. */
export interface WhySummary {
  /** Entries that went out. */
  readonly entries: number
  readonly policies: readonly PolicyUsed[]
  readonly classes: readonly ClassOutcome[]
  /** Of a refused read: the questions that no policy permitted, by their action. */
  readonly refusedBy: readonly string[]
}

const isReleased =
  ({ released }: EventExplained) =>
  ({ owner, class: sensitivity, form }: PartExplained): boolean =>
    released.some((part) => part[0] === owner && part[1] === sensitivity && part[2] === form)

/** In what form each class of an entry went out, at the most: a part of it as said counts before a short one, and that before one that was withheld. */
function formsOf(event: EventExplained): ReadonlyMap<string, PartExplained['form']> {
  const forms = new Map<string, PartExplained['form']>()
  const rank: Readonly<Record<PartExplained['form'], number>> = { withheld: 0, reduced: 1, plain: 2 }
  for (const part of event.explanation.parts) {
    // A part that policies would give, and that did not go out, is not there: no event has all that its type may say.
    if (part.form !== 'withheld' && !isReleased(event)(part)) continue
    const before = forms.get(part.class)
    if (before === undefined || rank[part.form] > rank[before]) forms.set(part.class, part.form)
  }
  return forms
}

function classesOf(events: readonly EventExplained[]): readonly ClassOutcome[] {
  const each = events.flatMap((event) => [...formsOf(event)])
  const count = (of: typeof each, form: PartExplained['form']): number => of.filter((one) => one[1] === form).length
  return [...Map.groupBy(each, ([sensitivity]) => sensitivity)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([sensitivity, of]) => ({
      class: sensitivity,
      plain: count(of, 'plain'),
      reduced: count(of, 'reduced'),
      withheld: count(of, 'withheld'),
    }))
}

const refusedBy = (refused: Explanation | undefined): readonly string[] => [
  ...new Set((refused?.request ?? []).filter(({ allowed }) => !allowed).map(({ action }) => action)),
]

/** Sums up why a recorded read showed what it did: its policies, each once. Pure. */
export function whySummary({ events, refused, policy }: ReadExplained): WhySummary {
  const words: ReadonlyMap<string, PolicyWords> = policy?.words ?? new Map<string, PolicyWords>()
  const used = events.flatMap((event) => readersPolicies(event.explanation, words, isReleased(event)))
  const counts = Map.groupBy(used, (id) => id)
  return {
    entries: events.length,
    policies: [...words].flatMap(([id, { comment }]) => {
      const of = counts.get(id)
      return of === undefined ? [] : [{ id, says: comment, entries: of.length }]
    }),
    classes: classesOf(events),
    refusedBy: refusedBy(refused),
  }
}
