import type { CaseEvent } from '../case-events.ts'
import { fact } from '../index-part.ts'
import { latestVersion } from '../versions.ts'
import type { CaseView } from './case-view.ts'
import { key } from './keys.ts'

/** Whether events stand: what was replaced, retracted or erased does not (see `versionsOf` and `tombstonesOf`, which say the same of a whole case). */
export interface Standing {
  /** False for what was replaced or retracted. */
  readonly counts: (event: CaseEvent) => boolean
  readonly isErased: (event: CaseEvent) => boolean
  /** True of what was replaced, retracted or erased. */
  readonly isGone: (event: CaseEvent) => boolean
}

/** Keeps the answer for each event that it was asked about. */
export function remembered<Answer>(answer: (event: CaseEvent) => Answer): (event: CaseEvent) => Answer {
  const known = new Map<CaseEvent, { readonly answer: Answer }>()
  return (event) => {
    const found = known.get(event) ?? { answer: answer(event) }
    known.set(event, found)
    return found.answer
  }
}

/** Looks only at the corrections, retractions and erasures that name an event, however many events the case has. */
export function standingIn(view: CaseView): Standing {
  const replacedBy = (event: CaseEvent): readonly CaseEvent[] =>
    event.index.corrects === null
      ? []
      : view
          .meantBy(event.index.corrects, event.index)
          .filter((target) => target !== event && target.index.agency === event.index.agency && target.index.type === event.index.type)
  const replacing = (event: CaseEvent): readonly CaseEvent[] =>
    view
      .newestFirst(key.correcting(event.index.event_id))
      .filter((other) => replacedBy(other).includes(event))
      .toArray()

  /** All versions of an event, itself among them. */
  const versionsOf = (event: CaseEvent): ReadonlySet<CaseEvent> => {
    const versions = new Set([event])
    for (const version of versions) for (const other of [...replacedBy(version), ...replacing(version)]) versions.add(other)
    return versions
  }
  const isSuperseded = remembered((event) => {
    const versions = versionsOf(event)
    return versions.size > 1 && latestVersion(versions, (version) => replacing(version).length > 0) !== event
  })
  const isNamedBy = (type: 'record.retracted' | 'record.erased') =>
    remembered((event) =>
      view.newestFirst(key.about(type, event.index.event_id)).some(
        (statement) =>
          statement !== event &&
          !isSuperseded(statement) &&
          // Who may say so, intake judged (G10) before the statement was in the log.
          fact(statement.index, 'target_event').some((id) => view.meantBy(id, statement.index).includes(event)),
      ),
    )
  const [isRetracted, isErased] = [isNamedBy('record.retracted'), isNamedBy('record.erased')]
  const counts = (event: CaseEvent): boolean => !isSuperseded(event) && !isRetracted(event)
  return { counts, isErased, isGone: (event) => !counts(event) || isErased(event) }
}
