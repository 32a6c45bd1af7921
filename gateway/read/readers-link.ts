import { fact } from '../../core/case/index-part.ts'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { Decision } from '../../policy/decide/decision.ts'
import type { ListedBy } from '../../policy/explain/reader-link.ts'
import type { AgencyEntry } from '../../policy/facts/input.ts'

/** By what a reader has to do with a case. `listed`: by a meeting, or by name, where the reader is not shown which. */
export interface ReadersLink {
  readonly kind: 'meeting' | 'named' | 'listed' | 'allocated' | 'task' | 'emergency' | 'extract'
  /** The meeting that lists the case, where its listing is on the reader's timeline. `on`: a date or date-time, as it was recorded. */
  readonly meeting?: { readonly on: string; readonly by: string }
}

const KINDS: Readonly<Record<string, ReadersLink['kind']>> = {
  'link.listed': 'listed',
  'link.allocated': 'allocated',
  'link.task': 'task',
  'link.break-glass': 'emergency',
  'link.extract': 'extract',
}

/** What a reader's link is said from. */
export interface LinkSource {
  /** The policies that the reader hears of (readersPolicies). */
  readonly policies: readonly string[]
  readonly listed: ListedBy
  readonly decision: Decision
  readonly agencies: ReadonlyMap<string, AgencyEntry>
  readonly catalogue: Pick<Catalogue, 'types'>
}

const FIELD = 'meeting_on'

/** The meeting of the latest listing that is in the released set, whole. */
function meetingOf({ listed: { listings }, decision, agencies, catalogue }: LinkSource): ReadersLink['meeting'] {
  const [latest] = listings
    .flatMap(({ caseLog, sequence, index }) => {
      const shown = decision.events.find((event) => event.caseLog === caseLog && event.sequence === sequence)
      const class_ = catalogue.types.get(index.type)?.details.find(({ name }) => name === FIELD)?.class
      const [on] = fact(index, FIELD)
      if (shown === undefined || on === undefined || shown.effect !== 'shown' || shown.dates !== 'exact' || shown.publisher !== 'named')
        return []
      return shown.parts.some((part) => part.class === class_ && part.form === 'plain') ? [{ on, agency: index.agency }] : []
    })
    .toSorted((one, other) => (one.on < other.on ? 1 : -1))
  return latest && { on: latest.on, by: agencies.get(latest.agency)?.name ?? latest.agency }
}

/**
 * By what a reader has to do with a case, as far as they may know it; undefined where no policy says. INVARIANT: it tells of no listing that is not in the released set: then it says
 * what the reader was given by name, or both.
 */
export function readersLink(source: LinkSource): ReadersLink | undefined {
  const kind = source.policies.flatMap((id) => KINDS[id] ?? [])[0]
  if (kind !== 'listed') return kind && { kind }
  const meeting = meetingOf(source)
  if (meeting !== undefined) return { kind: 'meeting', meeting }
  return { kind: source.listed.byName ? 'named' : 'listed' }
}
