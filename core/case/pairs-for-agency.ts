import type { AgencyId } from '../../schemas/ids.ts'
import type { CaseEvent, CaseEvents } from './case-events.ts'
import { entryOf } from './entry-of.ts'
import { openerKeysOf, opens, others, pairScopes, scopesOf, spreading, type Follower, type PairScope } from './pairs.ts'
import { namedPairs, type HarmedPeople } from './people.ts'

/** Types by which the agency that coordinates or issues a proceeding speaks of it: whose pair it is, that agency says. */
const ISSUED_BY: Readonly<Record<string, readonly string[]>> = {
  marac: ['marac.case-listed'],
  bail: ['bail.decided'],
  oocr: ['oocr.issued'],
  dvds: ['dvds.decision-made'],
  order: ['order.made'],
  em: ['monitoring.status-changed'],
  action: ['marac.action-agreed', 'programme.plan-action-recorded'],
}

const issues = ({ index }: CaseEvent, key: string): boolean => (ISSUED_BY[key.slice(0, key.indexOf(' '))] ?? []).includes(index.type)

/** True of an event that came before another: by its number in the same log, else by when it was published. */
const isBefore = (one: CaseEvent, other: CaseEvent): boolean =>
  one.caseLog === other.caseLog ? one.sequence < other.sequence : one.index.published_at < other.index.published_at

const namesSomebody = ({ index }: CaseEvent): boolean => index.harmed.length > 0

/** What is said of a proceeding: by the own agency, and by others, by which of those that coordinate or issue it, and whether they name somebody. */
interface Said {
  readonly own: CaseEvent[]
  readonly others: CaseEvent[]
  readonly issuers: Set<string>
  openedByOther: boolean
}

function saidOfProceedings(quoting: readonly CaseEvent[], agency: AgencyId): ReadonlyMap<string, Said> {
  const found = new Map<string, Said>()
  for (const event of quoting) {
    const isOwn = event.index.agency === agency
    for (const key of new Set(openerKeysOf(event))) {
      const said = entryOf(found, key, () => ({ own: [], others: [], issuers: new Set<string>(), openedByOther: false }))
      said[isOwn ? 'own' : 'others'].push(event)
      if (isOwn) continue
      if (issues(event, key)) said.issuers.add(event.index.agency)
      if (opens(event, key)) said.openedByOther = true
    }
  }
  return found
}

/** By which agencies' word a proceeding has its pair, for events of other agencies than the reader's. */
interface Proceeding {
  /** False until it is opened. */
  readonly isOpened: boolean
  /** Whether an event of a reader's own agency, or of another, says whose it is. */
  readonly counts: (event: CaseEvent) => boolean
}

/** Who coordinates or issues it, where one who does names somebody; else every other agency that quotes it; the own only where others quote its id later and name nobody. */
function proceedingOf(key: string, said: Said, agency: AgencyId): Proceeding {
  const naming = said.others.filter(namesSomebody)
  const bySome = naming.some(({ index }) => said.issuers.has(index.agency))
  const followed = (event: CaseEvent): boolean => opens(event, key) && said.others.some((other) => isBefore(event, other))
  const taken = new Set(naming.length > 0 ? [] : said.own.filter(followed))
  return {
    isOpened: said.openedByOther || taken.size > 0,
    counts: (event) => (event.index.agency === agency ? taken.has(event) : !bySome || said.issuers.has(event.index.agency)),
  }
}

/**
 * The pairs of every event, for readers of an agency (D.11, 2). What that agency itself says bears on its own events; on another agency's, only what came before
 * it and is quoted or referred to by it. `people`: as `harmedPeopleFor` the same agency.
 */
export function pairScopesFor(
  events: CaseEvents,
  people: HarmedPeople,
  counts: (event: CaseEvent) => boolean,
  agency: AgencyId,
): ReadonlyMap<CaseEvent, PairScope> {
  const isOwn = ({ index }: CaseEvent): boolean => index.agency === agency
  const quoting = events.all.filter((event) => event.index.proceedings.length > 0 && counts(event))
  const proceedings = new Map([...saidOfProceedings(quoting, agency)].map(([key, said]) => [key, proceedingOf(key, said, agency)]))
  const feeds = (event: CaseEvent, key: string): boolean => counts(event) && proceedings.get(key)?.counts(event) === true
  /** What a reference means: an event of the own agency only where it came first and names whom it is about. */
  const meant = (id: string, by: CaseEvent): readonly CaseEvent[] =>
    others(events.meantBy(id, by.index), by).filter((event) => !isOwn(event) || (isBefore(event, by) && namesSomebody(event)))
  const pairsOf = new Map<CaseEvent, ReadonlySet<string>>()
  const followers: Follower[] = []
  for (const event of events.all) {
    if (namesSomebody(event)) pairsOf.set(event, namedPairs(event, people))
    else if (!isOwn(event)) {
      const own = new Set<string>()
      pairsOf.set(event, own)
      followers.push({ event, own, keys: openerKeysOf(event), references: event.index.references.map((id) => meant(id, event)) })
    }
  }
  const spread = spreading(followers, feeds)
  for (const [event, pairs] of pairsOf) {
    if (!namesSomebody(event)) continue
    spread.learnEvent(event, pairs)
    for (const key of openerKeysOf(event)) if (feeds(event, key)) spread.learnProceeding(key, pairs)
  }
  spread.finish()
  const scopes = scopesOf(
    pairsOf,
    followers,
    (key) => proceedings.get(key)?.isOpened === true || (spread.ofProceeding.get(key)?.size ?? 0) > 0,
  )
  if (!events.all.some((event) => isOwn(event) && !namesSomebody(event))) return scopes
  const ofOwn = pairScopes(events, people, counts)
  return new Map(events.all.map((event) => [event, (isOwn(event) ? ofOwn : scopes).get(event) ?? 'unknown']))
}
