import { lives, stands } from './gone.ts'
import { endOf } from './moments.ts'
import type { Scopes } from './scopes.ts'
import { began, numberedAfter, ofType, value, values, type Said } from './record.ts'
import { decisive, ofOwners, type Answer, type Word } from './word.ts'

/** What a harmed adult wants of sharing now (D.6, D.10), as far as it bears on an event and a reader. */
export interface Wish {
  readonly refused: boolean
  readonly leftOut: readonly string[]
}

const REFUSALS = ['refused', 'withdrawn', 'not_sought_unsafe', 'lacks_capacity']
const EVERYTHING = 'everything'

const isReferral = ({ index }: Said): boolean => index.type === 'marac.referral-made'
const statusOf = (event: Said): string => value(event, isReferral(event) ? 'consent_status' : 'status') ?? ''
const refuses = (event: Said): boolean => REFUSALS.includes(statusOf(event))
/** What a statement limits: everything, or the classes that it leaves out. */
const limitsOf = (event: Said): readonly string[] => [...(refuses(event) ? [EVERYTHING] : []), ...values(event, 'classes_excluded')]
const limits = (event: Said): boolean => limitsOf(event).length > 0

/** Whose statement it is: of those that it names or inherits; else of the only adult. A limit is also of whom she may be; one that names nobody is everybody's. */
function ownersOf({ adults, of, mayBe }: Scopes, event: Said, limiting: boolean): readonly string[] {
  const pairs = of.get(event) ?? 'unknown'
  const isMeant = (pairs: ReadonlySet<string>, adult: string): boolean =>
    pairs.has(adult) || (limiting && [...pairs].some((person) => mayBe(person).includes(adult)))
  if (typeof pairs !== 'string') return adults.filter((adult) => isMeant(pairs, adult))
  return limiting || adults.length === 1 ? adults : []
}

/** The statement that became true last; of those that say the same day, the one numbered last. */
function latest(statements: readonly Said[]): Said | undefined {
  const last = statements.filter((one) => !statements.some((other) => began(other)[0] > began(one)[1]))
  return last.find((one) => last.every((other) => other === one || numberedAfter(one, other)))
}

/** Everything that was said of an adult's wishes and still stands: of each agency and type the latest, and the latest from before. */
function saidOf(word: Word, adult: string): readonly Said[] {
  const { asked, fates, scopes } = word
  // A refusal binds after its erasure; an agreement that was erased, or has run out, opens nothing.
  const ranOut = (event: Said): boolean =>
    !limits(event) &&
    values(event, 'valid_until')
      .slice(0, 1)
      .some((day) => endOf(day) < asked.now)
  const all = ['consent.recorded', 'marac.referral-made']
    .flatMap((type) => ofType(asked, type))
    .filter(
      (event) =>
        stands(fates, event) &&
        (limits(event) || lives(fates, event)) &&
        ownersOf(scopes, event, limits(event)).includes(adult) &&
        (isReferral(event) || (value(event, 'person_role') === 'harmed_adult' && !ranOut(event))),
    )
  return all.filter((event) => {
    const same = all.filter((other) => other.index.agency === event.index.agency && other.index.type === event.index.type)
    return latest(same) === event || latest(same.filter((other) => word.isFromBefore(other))) === event
  })
}

/** What people answered on the list about a statement that limits. */
function answerToLimit(word: Word, event: Said): Answer['says'] | undefined {
  const isHerWorker = ({ staff }: Answer): boolean =>
    word.named(event).some((person) => word.hers(person).some((worker) => worker.staff.includes(staff)))
  return decisive(
    word,
    word.answers(event).filter((answer) => {
      const isOther = answer.agency !== event.index.agency
      if (answer.says === 'confirmed') return isOther && (isHerWorker(answer) || word.coordinates(answer.agency) || word.isOfficer(answer))
      return !isOther || isHerWorker(answer) || (word.coordinates(answer.agency) && word.hasLaterViews(event))
    }),
  )
}

/** Answers about an agreement that count: of the list's owner, or the agency of a worker of hers. */
const answersToAgreement = (word: Word, event: Said): readonly Answer[] => {
  const owners = ofOwners(word, event)
  return word
    .answers(event)
    .filter(
      (answer) =>
        owners.some(
          (owner) =>
            owner.agency === answer.agency && owner.staff === answer.staff && owner.says === answer.says && owner.role === answer.role,
        ) ||
        (answer.agency !== event.index.agency &&
          word.named(event).some((person) => word.hers(person).some(({ agency }) => agency === answer.agency))),
    )
}

const isWorkers = (word: Word, adult: string, agency: string): boolean => word.hers(adult).some((worker) => worker.agency === agency)

/** How far a limit reaches: everybody; only the speaker's own events and readers who face him; nobody. */
function reachOf(word: Word, adult: string, event: Said): 'everybody' | 'own and facing' | 'nobody' {
  const answer = answerToLimit(word, event)
  if (answer === 'ended') return 'nobody'
  if (answer === 'confirmed' || word.isFromBefore(event)) return 'everybody'
  if (!word.mayName(event).includes(adult)) return 'nobody'
  return word.faces(event) && !isWorkers(word, adult, event.index.agency) ? 'own and facing' : 'everybody'
}

/** What widens (D.11, 6): who recorded the refusal, her worker's agency, the coordinating agency with later views of hers. */
function mayWiden(word: Word, adult: string, wider: Said, limit: Said): boolean {
  if (isReferral(wider) && !isReferral(limit)) return false
  const { agency } = wider.index
  if (agency === limit.index.agency || isWorkers(word, adult, agency) || (word.coordinates(agency) && word.hasLaterViews(limit)))
    return true
  const answers = answersToAgreement(word, wider)
  const isConfirmed = decisive(word, answers) === 'confirmed'
  if (isConfirmed && (answers.some((answer) => isWorkers(word, adult, answer.agency)) || word.hasLaterViews(limit))) return true
  return word.isFromBefore(wider) && (isConfirmed || word.timeFromBefore)
}

/** The wish of an adult, as it bears on what an agency published, for a reader who faces the perpetrator or not. */
export function wishOf(word: Word, adult: string, of: { readonly publisher: string; readonly readerFaces: boolean }): Wish {
  const said = saidOf(word, adult)
  const saysSomething = (event: Said): boolean =>
    limits(event)
      ? answerToLimit(word, event) !== 'ended' &&
        (word.isFromBefore(event) || answerToLimit(word, event) === 'confirmed' || word.mayName(event).includes(adult))
      : decisive(word, answersToAgreement(word, event)) !== 'ended'
  const standing = said.flatMap((event) => {
    const reach = reachOf(word, adult, event)
    const bears = reach === 'everybody' || (reach === 'own and facing' && (of.readerFaces || of.publisher === event.index.agency))
    return bears
      ? limitsOf(event).filter(
          (limit) =>
            !said.some(
              (wider) =>
                wider !== event &&
                saysSomething(wider) &&
                !limitsOf(wider).includes(limit) &&
                latest([wider, event]) === wider &&
                mayWiden(word, adult, wider, event),
            ),
        )
      : []
  })
  return { refused: standing.includes(EVERYTHING), leftOut: standing.filter((limit) => limit !== EVERYTHING) }
}

/** A referral to the MARAC of a list: by the name of its agency; without a name, by an id that both quote. */
const isTo = (referral: Said, list: Said): boolean =>
  values(referral, 'marac_of').length > 0
    ? values(referral, 'marac_of').some((agency) => values(list, 'marac_of').includes(agency))
    : referral.index.proceedings.some(
        ({ kind, token }) => kind === 'marac' && list.index.proceedings.some((quoted) => quoted.kind === 'marac' && quoted.token === token),
      )

/** How far an override reaches: everybody's events; the deciding agency's own; none (D.11, 6). */
function reachOfOverride(word: Word, event: Said, lists: readonly Said[]): 'everybody' | 'own' | 'nobody' {
  const { asked, fates } = word
  const { agency } = event.index
  const owners = ofOwners(word, event)
  const own = word.answers(event).filter((answer) => answer.agency === agency && word.stands(agency))
  const owner = owners.at(-1)?.says
  if (owner === 'ended' || (owner === undefined && own.some(({ says }) => says === 'ended'))) return 'nobody'
  const isListed = ofType(asked, 'marac.referral-made').some(
    (referral) =>
      referral.index.agency === agency &&
      lives(fates, referral) &&
      lists.some((list) => list.index.agency !== agency && isTo(referral, list)),
  )
  const byTwo = new Set(own.map(({ staff }) => staff)).size >= 2
  return owner === 'confirmed' || byTwo || isListed || (word.isFromBefore(event) && word.timeFromBefore) ? 'everybody' : 'own'
}

/** Classes that live overrides take out of an adult's wishes, for a purpose, in what an agency published. */
export const overridden = (word: Word, lists: readonly Said[], adult: string, publisher: string): readonly string[] =>
  ofType(word.asked, 'consent.override-recorded')
    .filter(
      (event) =>
        lives(word.fates, event) &&
        began(event)[0] <= word.asked.now &&
        values(event, 'expires_on').some((day) => endOf(day) >= word.asked.now) &&
        values(event, 'purposes').includes(word.asked.input.request.purpose) &&
        ownersOf(word.scopes, event, false).includes(adult),
    )
    .filter((event) => {
      const reach = reachOfOverride(word, event, lists)
      return reach === 'everybody' || (reach === 'own' && event.index.agency === publisher)
    })
    .flatMap((event) => values(event, 'classes'))
