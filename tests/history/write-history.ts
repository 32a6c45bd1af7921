import { caughtUp } from '../../commands/catch-up.ts'
import type { AgencyEntryJson, CloudEventJson } from '../../commands/demo/folder.ts'
import { approvePolicy, proposePolicy } from '../../commands/policy-release.ts'
import { policyOf } from '../../commands/policy.ts'
import type { Parts } from '../../commands/parts.ts'
import { CONTROL_CONSUMER } from '../../consumers/control/start.ts'
import { keepOnce } from '../../consumers/heads/keep-once.ts'
import { INTAKE_GROUP } from '../../consumers/intake/start.ts'
import type { PolicyInForce } from '../../core/control/state.ts'
import { linkingSecret, staffToken, type LinkingSecret } from '../../core/linking/tokens.ts'
import { inboxRecords } from '../../bench/system/inbox-records.ts'
import { createCaseEventWriter, type CaseEventWriter } from '../../infra/event-log/case-events.ts'
import { appendControl } from '../../infra/event-log/control-events.ts'
import { CONTROL_EVENTS, inboxTopic, RECORD_TOPICS } from '../../infra/event-log/topics.ts'
import type { Policy } from '../../policy/policy.ts'
import type { ReleaseFiles } from '../../policy/release/load.ts'
import { oneOf, seeded, type Random } from '../../producers/simulator/random.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import { inForce } from '../fixtures/in-force.ts'
import { ADMIN, OFFICER, REASON, UNHELD } from '../fixtures/released-policy.ts'
import { controlChanges, type ControlChange } from './control-changes.ts'
import { decidedRead, type AskedRead } from './decided-read.ts'
import { eventSchedule } from './event-schedule.ts'
import { createFolds, type Folds, type Share } from './folds.ts'
import { linksFor, type GivenLink } from './links.ts'
import { BEGINS, doneBy, LASTS_MS, type HistoryPlan } from './plan.ts'
import { createRecordWriter, type RecordWriter } from './record-writer.ts'
import { madeUpReleases } from './releases.ts'
import { madeUpStaff, type MadeUpStaff } from './staff.ts'
import { historyAgencies, movableClock, openHistoryParts, startWriters, type MovableClock } from './world.ts'

/** What a history came to. */
export interface WrittenHistory {
  readonly reads: number
  /** Of those, by outcome. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Entries of control.events, with those that an installation begins with. */
  readonly control: number
  readonly events: number
  readonly cases: number
  /** ISO 8601 in UTC: after the last read. */
  readonly ended: string
}

type Progress = (line: string) => void

interface Writing {
  readonly plan: HistoryPlan
  readonly parts: Parts
  readonly clock: MovableClock
  readonly agencies: readonly AgencyEntryJson[]
  readonly staff: readonly MadeUpStaff[]
  readonly secrets: { readonly linking: LinkingSecret; readonly readerIds: Buffer }
  readonly folds: Folds
  readonly records: RecordWriter
  readonly writeCaseEvents: CaseEventWriter
  readonly random: Random
  readonly changes: ReturnType<typeof controlChanges>
  readonly links: GivenLink[]
  readonly linked: Set<CaseLogId>
  readonly policies: Map<string, Policy>
}

const PAGES: readonly AskedRead['page'][] = [
  { order: 'newest', limit: 100 },
  { order: 'oldest', limit: 100 },
  { order: 'newest', limit: 5 },
  { order: 'oldest', limit: 100, family: 'F1' },
]
const WITHOUT_LINK = 0.12
const WRONG_PURPOSE = 0.04
const JUSTIFIED = 0.8

/** The moment of a share of a round, ms since the Unix epoch. */
const momentOf = ({ rounds }: HistoryPlan, round: number, share: Share): number =>
  BEGINS + Math.floor((LASTS_MS * (round + share)) / rounds)

async function sendEvents({ parts, agencies }: Writing, events: readonly CloudEventJson[]): Promise<void> {
  if (events.length > 0) await parts.log.append(await inboxRecords(parts, events))
  for (const { agency } of agencies) {
    const topic = inboxTopic(agency)
    const [range] = await parts.log.ranges(topic)
    if (range === undefined || range.end === range.start) continue
    while (((await parts.log.committed(INTAKE_GROUP, topic, 0)) ?? 0) < range.end) await new Promise((done) => setTimeout(done, 5))
  }
  await inForce(parts)
}

async function giveLinks(writing: Writing): Promise<void> {
  const { folds, linked, staff, secrets, clock, random } = writing
  const records = folds
    .cases()
    .filter((caseLog) => !linked.has(caseLog))
    .flatMap((caseLog) => {
      const { given, records } = linksFor(random, {
        caseLog,
        events: folds.eventsOf(caseLog),
        staff,
        secret: secrets.linking,
        now: clock.now(),
      })
      linked.add(caseLog)
      writing.links.push(...given)
      return records
    })
  if (records.length > 0) await writing.writeCaseEvents(records)
  await inForce(writing.parts)
}

/** Appends changes in their order, in as few appends as there are runs of one kind. */
async function append({ parts: { log, registry } }: Writing, changes: readonly ControlChange[]): Promise<void> {
  for (let from = 0; from < changes.length;) {
    const name = changes[from]?.name ?? 'staff-changed'
    let to = from
    while (changes[to]?.name === name) to += 1
    await appendControl(
      log,
      registry,
      name,
      changes.slice(from, to).map(({ entry }) => entry),
    )
    from = to
  }
}

async function release({ parts }: Writing, files: ReleaseFiles): Promise<void> {
  const hash = await proposePolicy(parts, OFFICER, { files, reason: REASON, held: UNHELD })
  await approvePolicy(parts, ADMIN, { hash, counterfactual: '' })
}

async function changeControl(writing: Writing, round: number, count: number, releases: readonly ReleaseFiles[]): Promise<void> {
  const { plan, clock, changes, parts } = writing
  const at = (number: number): string => new Date(momentOf(plan, round, (number + 1) / (count + 1))).toISOString()
  for (const files of releases) await release(writing, files)
  const plain = Array.from({ length: count - releases.length * 2 }, (_, number) => changes.next().value(at(number + releases.length * 2)))
  await append(writing, plain)
  await caughtUp(parts.log, parts.store, CONTROL_CONSUMER, CONTROL_EVENTS)
  clock.moveTo(momentOf(plan, round, 0))
}

/** Who reads, with the role that they stand as; undefined where they have no standing: a gateway shows them nothing, and decides nothing. */
const stands = ({ secrets }: Writing, staff: ReadonlyMap<string, unknown>, { agency, id }: MadeUpStaff): boolean =>
  staff.get(staffToken(secrets.linking, `${agency}:${id}`)) !== 'ended'

function policyFor({ policies }: Writing, inForceNow: PolicyInForce | undefined): Policy {
  if (inForceNow === undefined) throw new Error('No release is in force.')
  const policy = policies.get(inForceNow.hash) ?? policyOf(inForceNow)
  if (policy === undefined) throw new Error('A release that this program cannot use.')
  policies.set(inForceNow.hash, policy)
  return policy
}

function someone(writing: Writing, share: Share): GivenLink {
  const { random, links, staff, folds } = writing
  const { staff: standing } = folds.controlAt(share)
  for (;;) {
    const link = random() < WITHOUT_LINK ? { staff: oneOf(random, staff), caseLog: oneOf(random, folds.cases()) } : oneOf(random, links)
    if (stands(writing, standing, link.staff)) return link
  }
}

async function read(writing: Writing, round: number, share: Share): Promise<string> {
  const { random, plan, parts, secrets, folds } = writing
  const { staff, caseLog } = someone(writing, share)
  const found = folds.caseAt(caseLog, share)
  const policy = policyFor(writing, found.control.policy)
  const purposes = random() < WRONG_PURPOSE ? ['audit', 'bail_decision', 'marac_risk_management'] : policy.purposesOf(staff.role)
  const access = decidedRead(
    { policy, catalogue: parts.catalogue, secrets },
    {
      staff,
      purpose: oneOf(random, purposes),
      justified: random() < JUSTIFIED,
      at: new Date(momentOf(plan, round, share)).toISOString(),
      page: oneOf(random, PAGES),
      case: found,
    },
  )
  await writing.records.write(access)
  return access.outcome
}

async function begin(plan: HistoryPlan, parts: Parts, clock: MovableClock, agencies: readonly AgencyEntryJson[]): Promise<Writing> {
  const { log, registry, vault } = parts
  const secrets = { linking: linkingSecret(await vault.secret('linking')), readerIds: await vault.secret('reader-ids') }
  const staff = madeUpStaff(agencies)
  return {
    plan,
    parts,
    clock,
    agencies,
    staff,
    secrets,
    folds: createFolds(parts),
    records: createRecordWriter(parts, seeded(plan.seed + 2)),
    writeCaseEvents: await createCaseEventWriter(log, registry),
    random: seeded(plan.seed + 3),
    changes: controlChanges(seeded(plan.seed + 4), { agencies, staff, secret: secrets.linking }),
    links: [],
    linked: new Set(),
    policies: new Map(),
  }
}

async function writeRound(
  writing: Writing,
  round: number,
  events: readonly CloudEventJson[],
  releases: readonly ReleaseFiles[],
  outcomes: Map<string, number>,
): Promise<void> {
  const { plan, folds, clock } = writing
  clock.moveTo(momentOf(plan, round, 0))
  await sendEvents(writing, events)
  if (round === 0) await folds.take()
  await giveLinks(writing)
  await changeControl(writing, round, doneBy(plan.control, round + 1, plan.rounds) - doneBy(plan.control, round, plan.rounds), releases)
  await folds.take()
  await giveLinks(writing)
  const reads = doneBy(plan.reads, round + 1, plan.rounds) - doneBy(plan.reads, round, plan.rounds)
  for (let number = 0; number < reads; number++) {
    const outcome = await read(writing, round, (number + 1) / (reads + 1))
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
}

/** Writes a made-up history into a data folder that has none, and ends with everything closed. The same plan gives the same people, events, changes and reads. */
export async function writeHistory(data: string, plan: HistoryPlan, progress: Progress): Promise<WrittenHistory> {
  const clock = movableClock(BEGINS)
  const agencies = historyAgencies()
  const parts = await openHistoryParts(data, clock)
  try {
    const writers = await startWriters(parts, agencies)
    const writing = await begin(plan, parts, clock, agencies)
    const releases = madeUpReleases(plan.releases)
    const outcomes = new Map<string, number>()
    const began = performance.now()
    for (const [round, events] of eventSchedule(plan).entries()) {
      const due = releases.slice(doneBy(releases.length, round, plan.rounds), doneBy(releases.length, round + 1, plan.rounds))
      await writeRound(writing, round, events, due, outcomes)
      progress(
        `${String(doneBy(plan.reads, round + 1, plan.rounds))} of ${String(plan.reads)} reads, ${((performance.now() - began) / 1000).toFixed(0)} s`,
      )
    }
    await writing.records.flush()
    await writers.stop()
    await keepOnce({ ...parts, topics: RECORD_TOPICS.map(({ topic }) => topic) })
    const [control] = await parts.log.ranges(CONTROL_EVENTS)
    const cases = writing.folds.cases()
    return {
      reads: [...outcomes.values()].reduce((sum, count) => sum + count, 0),
      outcomes: Object.fromEntries([...outcomes].sort()),
      control: control?.end ?? 0,
      events: cases.reduce((sum, caseLog) => sum + writing.folds.eventsOf(caseLog).length, 0),
      cases: cases.length,
      ended: new Date(BEGINS + LASTS_MS).toISOString(),
    }
  } finally {
    await parts.close()
  }
}
