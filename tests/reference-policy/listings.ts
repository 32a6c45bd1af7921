import { lives, type Fates } from './gone.ts'
import { endOf, endOfYearAfter, threeWorkingDaysAfter } from './moments.ts'
import { began, numberedAfter, ofBus, ofType, value, values, type Asked, type Said } from './record.ts'

const ON_THE_LIST = ['listed', 'emergency_meeting', 'deferred']
const CLOSED = ['completed', 'not_possible_reason', 'superseded']
const DAYS_AFTER = 28
const DAYS_UNCLOSED = 56
const DAYS_FROM_BEFORE = 28
const DAY = 24 * 3_600_000

const tokens = ({ index }: Said, kind: string): readonly string[] =>
  index.proceedings.filter((quoted) => quoted.kind === kind).map(({ token }) => token)
const anyOf = (some: readonly string[], others: readonly string[]): boolean => some.some((one) => others.includes(one))
const sameProceeding = (kind: string, one: Said, other: Said): boolean => anyOf(tokens(one, kind), tokens(other, kind))
const published = ({ index }: Said): number => Date.parse(index.published_at)
const agencyOf = ({ index }: Said): string => index.agency
const onTheList = (event: Said): boolean => ON_THE_LIST.includes(value(event, 'list_status') ?? '')

/** The event that says it happened last; of those that say the same, the one numbered last. */
const newest = (events: readonly Said[]): Said | undefined =>
  events.toSorted((one, other) => began(one)[0] - began(other)[0] || (numberedAfter(one, other) ? 1 : -1)).at(-1)

/** By publication, then number, then log. */
const publishedBefore = (one: Said, other: Said): boolean => {
  if (one.index.published_at !== other.index.published_at) return one.index.published_at < other.index.published_at
  return one.sequence === other.sequence ? one.caseLog < other.caseLog : one.sequence < other.sequence
}

const moments = (event: Said, field: string): readonly number[] => values(event, field).map(endOf)

/** A list, and whom it links: everybody asked, or only who had a part in the case before. */
export interface OpenList {
  readonly list: Said
  readonly only?: readonly string[]
}

/** What a case says of MARACs, of those events that live. */
function meetingsIn(asked: Asked, fates: Fates) {
  const living = (type: string): readonly Said[] => ofType(asked, type).filter((event) => lives(fates, event))
  const lists = living('marac.case-listed')
  const listsOf = (agency: string): readonly Said[] => lists.filter((list) => agencyOf(list) === agency)
  /** What the agency that listed a case says of that MARAC. */
  const ofMeeting = (type: string, list: Said) =>
    living(type).filter((event) => agencyOf(event) === agencyOf(list) && sameProceeding('marac', event, list))
  const sameId = (list: Said): readonly Said[] =>
    listsOf(agencyOf(list)).filter((other) => other === list || sameProceeding('marac', other, list))
  const held = (list: Said): readonly number[] => ofMeeting('marac.case-heard', list).flatMap((heard) => moments(heard, 'heard_on'))
  const due = (action: Said): number => moments(action, 'due')[0] ?? began(action)[1]
  /** An action's closing, or 56 days after it is due: as its MARAC says it, or earlier, as its owner does. */
  function endOfAction(action: Said): number {
    const newestBy = (agency: string | undefined): Said | undefined =>
      newest(living('marac.action-updated').filter((update) => agencyOf(update) === agency && sameProceeding('action', update, action)))
    const [byMarac, byOwner] = [newestBy(agencyOf(action)), newestBy(value(action, 'owner'))]
    const isClosing = (update: Said | undefined): update is Said => update !== undefined && CLOSED.includes(value(update, 'status') ?? '')
    const closing = (update: Said): number => Math.max(began(update)[1], ...moments(update, 'updated_on'))
    const unclosed = due(action) + DAYS_UNCLOSED * DAY
    if (isClosing(byMarac)) return closing(byMarac)
    const last = newest([byMarac, byOwner].flatMap((update) => update ?? []))
    return isClosing(byOwner) && last === byOwner ? Math.min(closing(byOwner), unclosed) : unclosed
  }
  return {
    lists,
    listsOf,
    sameId,
    ofMeeting,
    endOfAction,
    referrals: [...living('marac.referral-made'), ...living('marac.case-transferred')],
    firstMeeting: (list: Said): number => Math.min(...sameId(list).flatMap((other) => moments(other, 'meeting_on')), ...held(list)),
    /** 28 days after the latest of its meeting and its actions. */
    accessUntil: (list: Said): number =>
      Math.max(...moments(list, 'meeting_on'), ...held(list), ...ofMeeting('marac.action-agreed', list).map(endOfAction)) +
      DAYS_AFTER * DAY,
  }
}

type MeetingsIn = ReturnType<typeof meetingsIn>

/** Referred to this id of the MARAC: with the agency by name, or without a name by the same id in a shared area. */
const toThisId = (referral: Said, list: Said): boolean =>
  values(referral, 'marac_of').length > 0
    ? anyOf(values(referral, 'marac_id_of'), values(list, 'marac_id_of'))
    : sameProceeding('marac', referral, list)

/** Which other lists stand or fall with a list, and the referrals that may give them effect. */
function together(list: Said, { listsOf, sameId, referrals }: MeetingsIn) {
  const others = referrals.filter((referral) => agencyOf(referral) !== agencyOf(list))
  const ofId = (one: Said): readonly Said[] => others.filter((referral) => toThisId(referral, one))
  const listed = listsOf(agencyOf(list)).filter(onTheList)
  if (ofId(list).length > 0) return { lists: listed.filter((other) => sameId(list).includes(other)), referrals: ofId(list) }
  const taken = listed.flatMap(ofId)
  return {
    lists: listed.filter((other) => ofId(other).length === 0),
    referrals: others.filter((referral) => !taken.includes(referral) && anyOf(values(referral, 'marac_of'), values(list, 'marac_of'))),
  }
}

/** Whether a list has its referral, until when it may give access at most, and its newest referral. */
function restsOn(list: Said, meetings: MeetingsIn) {
  const { firstMeeting, ofMeeting, endOfAction } = meetings
  const { lists, referrals } = together(list, meetings)
  /** What the MARAC has said of an id, other than its lists, before a moment: until when that has something to do. */
  const saidBefore = (one: Said, before: number): readonly number[] => [
    ...ofMeeting('marac.case-heard', one)
      .filter((heard) => published(heard) < before)
      .flatMap((heard) => moments(heard, 'heard_on')),
    ...ofMeeting('marac.action-agreed', one)
      .filter((action) => published(action) < before)
      .map(endOfAction),
  ]
  let run: Said[] = []
  let lastOfRunBefore = -Infinity
  for (const next of lists.toSorted((one, other) => (publishedBefore(one, other) ? -1 : 1))) {
    const reach =
      Math.max(...run.flatMap((one) => moments(one, 'meeting_on')), ...run.flatMap((one) => saidBefore(one, published(next)))) +
      DAYS_AFTER * DAY
    const year = endOfYearAfter(Math.min(...run.map(firstMeeting)))
    if (run.length > 0 && published(next) > Math.min(reach, year)) {
      if (run.includes(list)) break
      lastOfRunBefore = published(run.at(-1) ?? next)
      run = []
    }
    run.push(next)
  }
  const newestReferral = Math.max(-Infinity, ...referrals.map(published))
  return { referred: newestReferral > lastOfRunBefore, atMost: endOfYearAfter(Math.min(...run.map(firstMeeting))), newestReferral }
}

/** As lists were open before the table: the newest that anybody gave that id, while an action is open, and 28 days after. */
function openBefore(list: Said, asked: Asked, fates: Fates): boolean {
  const living = (type: string): readonly Said[] => ofType(asked, type).filter((event) => lives(fates, event))
  const ofMeeting = (type: string) => living(type).filter((event) => sameProceeding('marac', event, list))
  const closings = ofMeeting('marac.action-agreed').map((action) => {
    const last = newest(living('marac.action-updated').filter((update) => sameProceeding('action', update, action)))
    return last !== undefined && CLOSED.includes(value(last, 'status') ?? '')
      ? Math.max(began(last)[1], ...moments(last, 'updated_on'))
      : Infinity
  })
  const held = ofMeeting('marac.case-heard').flatMap((heard) => moments(heard, 'heard_on'))
  const last = tokens(list, 'marac').length === 0 ? list : newest(ofMeeting('marac.case-listed'))
  return last === list && onTheList(list) && asked.now <= Math.max(...moments(list, 'meeting_on'), ...held, ...closings) + DAYS_AFTER * DAY
}

/** Answers of people of another agency about a list, those taken back left out. */
function answersTo(list: Said, asked: Asked): readonly string[] {
  const about = ofBus(asked, 'access.confirmed')
    .filter(
      (answer) =>
        value(answer, 'target_event') === list.index.event_id &&
        value(answer, 'target_agency') === agencyOf(list) &&
        value(answer, 'target_system') === list.index.system,
    )
    .toSorted((one, other) => (numberedAfter(one, other) ? 1 : -1))
  const stands = (answer: Said, at: number): boolean =>
    !about.slice(at).some((later) => value(later, 'answer') === 'retracted' && value(later, 'agency') === value(answer, 'agency'))
  return about
    .filter(stands)
    .filter((answer) => value(answer, 'agency') !== agencyOf(list))
    .map((answer) => value(answer, 'answer') ?? '')
}

/** What a list does now: links everybody asked, some, or nobody. */
function nowOf(list: Said, asked: Asked, fates: Fates, meetings: MeetingsIn): OpenList | undefined {
  const {
    now,
    input: { instrumentsSince: since },
  } = asked
  const { referred, atMost, newestReferral } = restsOn(list, meetings)
  const ends = Math.min(meetings.accessUntil(list), atMost)
  if (referred && now <= ends) return { list }
  const answers = answersTo(list, asked)
  if (answers.includes('ended')) return undefined
  if (since !== undefined && published(list) < Date.parse(since) && openBefore(list, asked, fates)) {
    if (answers.includes('confirmed') && now <= ends) return { list }
    if (now <= Date.parse(since) + DAYS_FROM_BEFORE * DAY) return { list }
  }
  if (now > ends || value(list, 'list_status') !== 'emergency_meeting') return undefined
  // From when its agency first said so, even where that was corrected or retracted since.
  const first = Math.min(
    published(list),
    ...ofType(asked, 'marac.case-listed')
      .filter(
        (other) =>
          agencyOf(other) === agencyOf(list) && value(other, 'list_status') === 'emergency_meeting' && published(other) > newestReferral,
      )
      .map(published),
  )
  if (now > threeWorkingDaysAfter(first)) return undefined
  // Its own events give the coordinator no part: only that another agency once brought the case to it.
  const brought = meetings.lists.some(
    (other) => agencyOf(other) === agencyOf(list) && onTheList(other) && restsOn(other, meetings).newestReferral > -Infinity,
  )
  return {
    list,
    only: asked.said
      .filter((event) => !event.left && publishedBefore(event, list))
      .map(agencyOf)
      .filter((agency) => brought || agency !== agencyOf(list)),
  }
}

/** The MARAC lists that link agencies now: the newest that its agency gave each id. */
export function openLists(asked: Asked, fates: Fates): readonly OpenList[] {
  const meetings = meetingsIn(asked, fates)
  return meetings.lists
    .filter((list) => onTheList(list) && newest(meetings.sameId(list)) === list)
    .flatMap((list) => nowOf(list, asked, fates, meetings) ?? [])
}

/** True when a list links an agency: it coordinates, or its type was asked and it shares an area with the coordinator. */
export function linksTo({ input: { agencies } }: Asked, list: Said, agency: string): boolean {
  const [own, coordinator] = [agencies.get(agency), agencies.get(list.index.agency)]
  if (agency === list.index.agency) return true
  return (
    own !== undefined &&
    coordinator !== undefined &&
    values(list, 'agencies_asked').includes(own.type) &&
    own.areas.some((area) => coordinator.areas.includes(area))
  )
}

/** The lists that link the reader's agency: it coordinates, or its type was asked and it shares an area with the coordinator. */
export function listsOf(asked: Asked, fates: Fates): readonly Said[] {
  const {
    reader: { agency },
  } = asked.input.request
  return openLists(asked, fates)
    .filter(({ list, only }) => only?.includes(agency) !== false && linksTo(asked, list, agency))
    .map(({ list }) => list)
}
