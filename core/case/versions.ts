import { byText, type CaseEvent, type CaseEvents } from './case-events.ts'
import { entryOf } from './entry-of.ts'

/** Which events were replaced by a later version, and which are such a version. */
export interface Versions {
  readonly superseded: ReadonlySet<CaseEvent>
  readonly corrected: ReadonlySet<CaseEvent>
}

/** Order of events by when they were published. */
export const byPublication = (one: CaseEvent, other: CaseEvent): number =>
  byText(one.index.published_at, other.index.published_at) || one.sequence - other.sequence || byText(one.caseLog, other.caseLog)

/** The earlier versions that an event replaces: same agency, same type, in full (G10). */
export const replacedBy = (event: CaseEvent, events: CaseEvents): readonly CaseEvent[] =>
  event.index.corrects === null
    ? []
    : events
        .meantBy(event.index.corrects, event.index)
        .filter((target) => target !== event && target.index.agency === event.index.agency && target.index.type === event.index.type)

/** Of the versions of an event the one that no other replaces; of two such the one published last. */
export function latestVersion(versions: Iterable<CaseEvent>, isReplaced: (version: CaseEvent) => boolean): CaseEvent | undefined {
  const ordered = [...versions].sort(byPublication)
  return ordered.findLast((version) => !isReplaced(version)) ?? ordered.at(-1)
}

/** Groups that share a version: each event with everything that it replaces, directly or not. `replaced`: what each event that replaces any does. */
function versionGroups(replaced: ReadonlyMap<CaseEvent, readonly CaseEvent[]>): readonly ReadonlySet<CaseEvent>[] {
  const beside = new Map<CaseEvent, CaseEvent[]>()
  for (const [event, targets] of replaced) {
    const neighbours = entryOf(beside, event, () => [])
    for (const target of targets) {
      neighbours.push(target)
      entryOf(beside, target, () => []).push(event)
    }
  }
  const grouped = new Set<CaseEvent>()
  return [...beside.keys()].flatMap((first) => {
    if (grouped.has(first)) return []
    const group = new Set([first])
    for (const member of group) for (const other of beside.get(member) ?? []) group.add(other)
    for (const member of group) grouped.add(member)
    return [group]
  })
}

/**
 * Corrections: of all versions of an event the latest is shown (`latestVersion`).
 * An earlier version does not come back when a later one is retracted: a withdrawal never shows more.
 */
export function versionsOf(events: CaseEvents): Versions {
  const replacing = new Map(
    events.all.filter(({ index, left }) => index.corrects !== null && left !== true).map((event) => [event, replacedBy(event, events)]),
  )
  const replaced = new Set([...replacing.values()].flat())
  const superseded = new Set<CaseEvent>()
  for (const group of versionGroups(replacing)) {
    const latest = latestVersion(group, (version) => replaced.has(version))
    for (const version of group) if (version !== latest) superseded.add(version)
  }
  return { superseded, corrected: new Set([...replacing].filter(([, targets]) => targets.length > 0).map(([event]) => event)) }
}
