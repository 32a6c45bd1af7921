import { agencyOf, type AgencyEntryJson, type CloudEventJson } from '../../commands/demo/folder.ts'
import { takesEffect } from '../../gateway/api/events/in-force.ts'
import { systemClock } from '../../infra/clock/clock.ts'
import { BLOCKS, type WorkSize } from './work-size.ts'
import { createEvents, demoAgencies, type MadeUpEvents } from '../made-up/events.ts'

/** Events a second; how many of them, one after each so many, are asked when they are in force; and how much longer a block is, so that they are enough for a p99. */
export const PACES = [
  { pace: 4, probes: 4, longer: 3 },
  { pace: 40, probes: 4, longer: 1 },
  { pace: 400, probes: 20, longer: 1 },
] as const

/** Events of a block, and some that say when they are in force. */
export interface InboxBlock {
  readonly events: readonly CloudEventJson[]
  readonly sentinels: readonly CloudEventJson[]
}

/** Events at a steady pace, one after another; probes are among them. */
export interface PacedBlock {
  readonly events: readonly CloudEventJson[]
  readonly isProbe: (index: number) => boolean
}

/** Everything that both builds are given, made before any clock starts: the same bytes for both, in every round. */
export interface Workload {
  readonly agencies: readonly AgencyEntryJson[]
  /** A case of 40 events on a MARAC's list that stays open. */
  readonly readCase: readonly CloudEventJson[]
  readonly warmUp: InboxBlock
  readonly inbox: readonly InboxBlock[]
  /** Blocks of each pace. */
  readonly paced: readonly { readonly pace: number; readonly blocks: readonly PacedBlock[] }[]
  /** What a read store that is rebuilt has; made as it is asked for, the same each time. */
  readonly rebuilt: () => Iterable<InboxBlock>
  readonly accepted: readonly CloudEventJson[]
}

/** For builds that are not sent anything. */
export const NO_WORK: Workload = {
  agencies: [],
  readCase: [],
  warmUp: { events: [], sentinels: [] },
  inbox: [],
  paced: [],
  rebuilt: () => [],
  accepted: [],
}

/** Few agencies, of one area: asking each for its receipts is to cost little beside the work. */
const SENDERS: ReadonlySet<string> = new Set([
  'norshire-police',
  'norshire-probation',
  'norshire-marac',
  'norshire-idva',
  'norshire-csc',
  'norshire-drive',
  'norshire-mht',
  'harbour-homes',
])
const SEED = { readCase: 11, inbox: 12, paced: 13, accepted: 14, rebuilt: 15 } as const
const CASE_EVENTS = 40
const WARM_UP = 300
const SENTINELS = 6
/** Events that are placed at a time in a store that is to be rebuilt. */
const REBUILT_BLOCK = 2_000
const LISTED = 'marac.case-listed'
/** A meeting of the past, and its actions: with them the sight that a listing gives comes to an end. */
const CLOSES_LISTING: ReadonlySet<string> = new Set(['marac.case-heard', 'marac.action-agreed', 'marac.action-updated'])
const PROBE = 'consent.recorded'

/** Takes events apart: those that take effect for readers are answered late, and would hold up a batch. */
function apart(events: MadeUpEvents): {
  readonly plain: (count: number) => readonly CloudEventJson[]
  readonly probes: (count: number) => readonly CloudEventJson[]
} {
  const waiting: { plain: CloudEventJson[]; probes: CloudEventJson[] } = { plain: [], probes: [] }
  const take = (kind: keyof typeof waiting, count: number): readonly CloudEventJson[] => {
    while (waiting[kind].length < count) {
      for (const event of events.take(count)) {
        if (event.type === PROBE) waiting.probes.push(event)
        else if (!takesEffect(event.type)) waiting.plain.push(event)
      }
    }
    return waiting[kind].splice(0, count)
  }
  return { plain: (count) => take('plain', count), probes: (count) => take('probes', count) }
}

const DAY_MS = 86_400_000

/** The same event; a listing, for a meeting that is to come. */
const meetingTomorrow = (event: CloudEventJson): CloudEventJson =>
  event.type !== LISTED
    ? event
    : {
        ...event,
        data: {
          ...event.data,
          details: { ...(event.data.details as object), meeting_on: new Date(systemClock.now() + DAY_MS).toISOString() },
        },
      }

/** A case that another agency has referred to a MARAC, which has listed it for a meeting to come: the coordinator reads it whatever day it is. */
function listedCase(events: MadeUpEvents, reader: string): readonly CloudEventJson[] {
  for (;;) {
    const kept = events
      .takeCase(2 * CASE_EVENTS)
      .filter(({ type }) => !takesEffect(type) && !CLOSES_LISTING.has(type))
      .slice(0, CASE_EVENTS)
    const has = (type: string, isReaders: boolean): boolean =>
      kept.some((event) => event.type === type && (agencyOf(event) === reader) === isReaders)
    if (kept.length === CASE_EVENTS && has(LISTED, true) && has('marac.referral-made', false)) return kept.map(meetingTomorrow)
  }
}

/** Blocks of a size, until there are so many events. */
function* blocksUntil(total: number, take: (count: number) => InboxBlock): Iterable<InboxBlock> {
  for (let left = total; left > 0; left -= REBUILT_BLOCK) yield take(Math.min(left, REBUILT_BLOCK))
}

/** A block at a pace, its probes evenly among the others. */
function pacedBlock(from: ReturnType<typeof apart>, { pace, probes, longer }: (typeof PACES)[number], paced: number): PacedBlock {
  const seconds = paced * longer
  const every = pace / probes
  const isProbe = (index: number): boolean => index % every === every - 1
  const probing = from.probes(probes * seconds).values()
  const plain = from.plain((pace - probes) * seconds).values()
  const events = Array.from({ length: pace * seconds }, (_, index) => (isProbe(index) ? probing : plain).next().value)
  return { isProbe, events: events.filter((event) => event !== undefined) }
}

/** Makes the work; the same for the same size. `coordinator`: the agency whose MARAC lists the case that is read. */
export function makeWorkload({ placed, paced, accepted, rebuilt }: WorkSize, coordinator: string): Workload {
  const agencies = demoAgencies()
  const senders = agencies.filter(({ agency }) => SENDERS.has(agency))
  const blockOf =
    (events: ReturnType<typeof apart>) =>
    (count: number): InboxBlock => ({ events: events.plain(count), sentinels: events.probes(SENTINELS) })
  const inbox = blockOf(apart(createEvents(SEED.inbox, { agencies: senders })))
  const slow = apart(createEvents(SEED.paced, { agencies: senders }))
  const blocks = Array.from({ length: BLOCKS })
  return {
    agencies,
    readCase: listedCase(createEvents(SEED.readCase, { agencies: senders }), coordinator),
    warmUp: inbox(WARM_UP),
    inbox: blocks.map(() => inbox(placed)),
    paced: PACES.map((pace) => ({ pace: pace.pace, blocks: blocks.map(() => pacedBlock(slow, pace, paced)) })),
    rebuilt: () => blocksUntil(rebuilt, blockOf(apart(createEvents(SEED.rebuilt, { agencies: senders })))),
    accepted: apart(createEvents(SEED.accepted, { agencies: senders })).plain(accepted),
  }
}
