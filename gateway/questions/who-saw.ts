import { token } from '../../core/linking/tokens.ts'
import { readSnapshot } from '../../infra/read-store/snapshot.ts'
import { staffOf } from '../identity/credential.ts'
import { readerReference } from '../read/event-ids.ts'
import { readCases, type CaseSnapshot } from '../read/snapshot.ts'
import type { ReadResult } from '../read/outcome.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { WHO_SAW } from './actions.ts'
import { answer, refuse, type Answered } from './answer.ts'
import type { Page, Period, Question, QuestionDeps } from './deps.ts'
import { indexIsWhole, rowsOfCases, type OfCases } from './index-rows.ts'
import { createLens, type Lens } from './lens.ts'
import type { OpenedAccess } from './opened-records.ts'
import { isOwn, ownReads, type OwnReads } from './own-reads.ts'
import { countOf, MOST_OPENED, pageOfReads } from './page-of-reads.ts'
import { findPeople, idsOf, referredPerson, type Candidate, type NamedPerson, type PersonOfCase } from './people.ts'
import { readItem, type ReadItem } from './read-item.ts'
import { readSummary, type ReadSummary } from './read-summary.ts'
import { seenEvents, type People } from './seen.ts'

/** Whom or what is asked about: a person by what is known of them, people by their references, or a case. */
export type About =
  | { readonly person: NamedPerson }
  | { readonly people: readonly string[] }
  /** Id of the case for the agency of who asks. */
  | { readonly case: string }

/** "Who saw this person, and what?" */
export interface WhoSaw extends Question, Period, Page {
  readonly about: About
  /** Only reads in which parts of this class went out, of the person or of an event that names them: `VIC_LOC`, her address. */
  readonly class?: string
  /** Also what names the case and showed nothing of the person: refusals, look-ups, emergency access. */
  readonly attempts?: boolean
}

/** Who saw a person. Where several people may be meant, who they are, without a name, and no reads. */
export interface WhoSawAnswer {
  readonly candidates: readonly Candidate[]
  /** The newest first. */
  readonly items: readonly ReadItem[]
  readonly next: string | null
  /** Of the whole list; null after the first page, and where the list is longer than can be summed up. */
  readonly summary: ReadSummary | null
  readonly own_reads: OwnReads
  /** False where the newest reads may not be in it yet: ask again in a moment. */
  readonly complete: boolean
}

const nobody = (candidates: readonly Candidate[]): Answered<WhoSawAnswer> => ({
  value: { candidates, items: [], next: null, summary: null, own_reads: ownReads(0), complete: true },
})

/** What the questions about one person have in common, in the clear part of their records: no token of the linking (see gateway/step-up/lookup.ts). */
const soughtToken = (secret: Buffer, named: NamedPerson): string => token(secret, 'sought', JSON.stringify(named))

/** Who saw a person or a case, and what. On record before it is answered, with whom it was about. */
export const whoSaw = (deps: QuestionDeps, question: WhoSaw): Promise<ReadResult<WhoSawAnswer>> =>
  answer(deps, WHO_SAW, question, async () => {
    const { about, reader } = question
    const asked = onRecord(question)
    if ('person' in about) {
      const candidates = await findPeople(deps, reader, about.person)
      const sought = soughtToken(deps.reads.secrets.linking, about.person)
      const [only] = candidates
      const found = only === undefined || candidates.length > 1 ? undefined : referredPerson(deps, reader, only.person)
      const answered = found === undefined ? nobody(candidates) : await readsOf(deps, question, [found], candidates)
      return { ...answered, page: { ...asked, ...answered.page }, sought }
    }
    const meant = 'case' in about ? [] : about.people.map((reference) => referredPerson(deps, reader, reference))
    const people = meant.filter((one) => one !== undefined)
    const answered = people.length < meant.length ? undefined : await readsOf(deps, question, 'case' in about ? about.case : people, [])
    if (answered === undefined) return refuse(deps, WHO_SAW, question, 'not-found')
    return { ...answered, page: { ...asked, ...answered.page }, ...('case' in about ? { asked: about.case } : {}) }
  })

/** The question as its record has it, sealed. */
const onRecord = ({ about, class: sensitivity, from, to, attempts }: WhoSaw): Readonly<Record<string, string>> => ({
  ...('person' in about ? { person: JSON.stringify(about.person) } : {}),
  ...(sensitivity === undefined ? {} : { class: sensitivity }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
  ...(attempts === true ? { attempts: 'true' } : {}),
})

const snapshotOf = ({ reads }: QuestionDeps, caseLogs: readonly CaseLogId[]): Promise<CaseSnapshot> =>
  readSnapshot(reads.readStore.db, (tx) => readCases(tx, reads, caseLogs))

/** The reads of people, or of a case by its id. */
async function readsOf(
  deps: QuestionDeps,
  question: WhoSaw,
  of: readonly PersonOfCase[] | string,
  candidates: readonly Candidate[],
): Promise<Answered<WhoSawAnswer>> {
  const { reads } = deps
  const { reader } = question
  const inside = typeof of === 'string' ? reads.caseIds.inside(reader.agency, of) : undefined
  const wanted = typeof of === 'string' ? (inside === undefined ? [] : [inside]) : of.map(({ caseLog }) => caseLog)
  const complete = await indexIsWhole(deps)
  const snapshot = await snapshotOf(deps, [...new Set(wanted)])
  if (snapshot.logs.length === 0) return refuse(deps, WHO_SAW, question, 'not-found')
  const people: People = typeof of === 'string' ? undefined : new Set(of.flatMap((one) => idsOf(snapshot, one)))
  const list = listOf(deps, question, snapshot, people)
  const { items, next, all, positions } = await pageOfReads(deps, WHO_SAW, question, list)
  return {
    value: {
      candidates,
      items,
      next,
      summary: all === undefined ? null : readSummary(all),
      own_reads: ownReads(await countOf(deps, await list.ownRows(), list.ownItemOf)),
      complete,
    },
    snapshot,
    page: { records: positions, ...(people === undefined ? {} : { people: [...people].sort().join(' ') }) },
  }
}

function listOf({ reads }: QuestionDeps, question: WhoSaw, snapshot: CaseSnapshot, people: People) {
  const { reader, from, to, class: sensitivity, attempts = false } = question
  const lens = createLens({ reads }, reader, snapshot)
  const own = readerReference(reads.secrets.readerIds, staffOf(reader))
  const of: OfCases = {
    caseLogs: snapshot.logs.map(({ caseLog }) => caseLog),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(sensitivity === undefined ? {} : { class: sensitivity }),
    attempts,
  }
  const itemOf = (access: OpenedAccess): ReadItem | undefined => itemFor(access, lens, people, of)
  return {
    rows: (limit: number, before?: number) => rowsOfCases(reads.readStore.db, { ...of, not: own }, limit, before),
    itemOf: (access: OpenedAccess) => (isOwn(access, reader) ? undefined : itemOf(access)),
    ownRows: () => rowsOfCases(reads.readStore.db, { ...of, only: own }, MOST_OPENED),
    ownItemOf: itemOf,
    scope: ['audit-who-saw', staffOf(reader), JSON.stringify([of, [...(people ?? [])].sort()])],
  }
}

/** What is told of an access; undefined where it showed nothing of what is asked for. */
function itemFor(
  access: OpenedAccess,
  lens: Lens,
  people: People,
  { class: sensitivity, attempts, from, to, caseLogs }: OfCases,
): ReadItem | undefined {
  const { record, opened } = access
  const { request, decision } = opened
  if ((from !== undefined && record.at < from) || (to !== undefined && record.at > to)) return undefined
  if (typeof request === 'string' || typeof decision === 'string') return readItem(access, [], lens, false)
  const isMeant = record.outcome === 'permit'
  const seen = isMeant ? seenEvents(request, decision, lens.indexOf, people) : []
  const matches = sensitivity === undefined ? seen.length > 0 : seen.some(({ parts }) => parts.some((part) => part.class === sensitivity))
  const namesCase = request.cases.some((caseLog) => caseLogs.includes(caseLog))
  return matches || (attempts === true && namesCase) ? readItem(access, seen, lens, lens.isEmergency(access)) : undefined
}
