import type { AgencyEntryJson, CloudEventJson } from '../../../commands/demo/folder.ts'
import { buildIndex } from '../../../core/case/build-index.ts'
import { foldFromStart, type CaseFold } from '../../../core/case/fold-log.ts'
import type { IndexPart } from '../../../core/case/index-part.ts'
import type { LogEntry } from '../../../core/case/log-entry.ts'
import { emptyIndex, type LinkIndex } from '../../../core/linking/link-index.ts'
import { mentionsOf } from '../../../core/linking/mentions.ts'
import type { CaseLogId } from '../../../schemas/ids.ts'
import { agencyEvent, countedIds, inboxOf, linkable, peopleOfClaims, SECRET, take, type Linkable } from './chronology-links.ts'

/** Events of a case before the one that is judged. */
export interface Past {
  readonly links: LinkIndex
  readonly foldOf: (caseLog: CaseLogId) => CaseFold
  /** Links an event, as intake would, and gives its record of case.events; undefined where nothing links it. */
  place(event: Linkable, warnings: IndexPart['warnings']): LogEntry | undefined
}

/**
 * A case up to an event, in memory, by the functions that intake and the timeline are made of. Who is who is known from the whole chronology, as an index of
 * people knows it; what happened, from the past alone.
 */
export function createPast(
  whole: readonly CloudEventJson[],
  before: readonly CloudEventJson[],
  agencies: readonly AgencyEntryJson[],
): Past {
  const all = emptyIndex()
  const ids = countedIds('chronology')
  const links = peopleOfClaims(whole.flatMap((event, offset) => take(all, linkable(agencyEvent(event), agencies), offset, ids) ?? []))
  const folds = new Map<string, CaseFold>()
  const foldOf = (caseLog: CaseLogId): CaseFold => {
    const fold = folds.get(caseLog) ?? foldFromStart()
    folds.set(caseLog, fold)
    return fold
  }
  let offset = 0
  const fresh = countedIds('past')
  const place: Past['place'] = (event, warnings) => {
    const inbox = inboxOf(event.event.agency, offset)
    const claim = take(links, event, offset++, fresh)
    if (claim === undefined) return undefined
    const [caseLog, people] = [claim.case_log, claim.people.map(({ person }) => person)]
    const index = buildIndex(event.schema, event.event, {
      caseLog,
      people,
      inbox,
      warnings,
      epoch: 1,
      publishedAt: Date.parse(event.event.time),
      proceedings: event.evidence.proceedings,
      secret: SECRET,
      mentions: mentionsOf(SECRET, event.schema, event.event, { caseLog, people }, links),
    })
    return { record: { index, parts: [] }, fingerprint: '00'.repeat(32), indexBytes: Buffer.from(index.event_id) }
  }
  for (const event of before) {
    const entry = place(linkable(agencyEvent(event), agencies), [])
    if (entry !== undefined) foldOf(entry.record.index.case_log).take(entry)
  }
  return { links, foldOf, place }
}
