import { setTimeout as delay } from 'node:timers/promises'
import { readFolder, type AgencyEntryJson, type CloudEventJson } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { loadCatalogue, loadExamples } from '../../../schemas/index.ts'
import { startRunning, STREAM, type Running } from '../../flow/running.ts'
import { createChance } from '../../reference-policy/random.ts'
import { roleOf } from '../../reference-policy/tables.ts'
import { othersEvents, ownSequenceEvents, sendersEvents, type EventSources } from './events.ts'
import { household } from './people.ts'
import { differencesBetween, receiptPages, senderSide, type Difference, type OwnReader } from './sender-side.ts'

const START = Date.parse('2026-02-02T09:00:00.500Z')
/** Longer than a later entry of a receipt takes. */
const LATER_MS = 150_000
const PATIENCE_MS = 60_000
const POLL_MS = 100
const QUIET_LOOKS = 6

/** Who sends in a batch of pairs, and who says the rest. */
const SENDERS = 3
/** Whose word in a case tells something of it by itself: they take part where the sender's agency does not. */
const OF_NOBODY: ReadonlySet<string> = new Set(['bus_operator', 'evaluator_org'])

/** What a batch of pairs of worlds came to. */
export interface BatchResult {
  readonly pairs: number
  /** Events that the senders published, in each world. */
  readonly sent: number
  readonly types: ReadonlySet<string>
  /** What became of them: receipts by status. */
  readonly statuses: ReadonlyMap<string, number>
  /** Lines compared. */
  readonly lines: number
  readonly differences: readonly (Difference & { readonly sender: string })[]
}

export interface SilenceWorlds {
  /** Compares so many pairs of worlds at once, of the seeds from `first` on. `planted`: something that is done in each world before a sender hears. */
  compare(first: number, pairs: number, planted?: (world: Running, sender: string) => Promise<void>): Promise<BatchResult>
  close(): Promise<void>
}

const agencyOf = ({ source }: CloudEventJson): string => source.split('/')[2] ?? ''

/** Publishes events, each agency's in one request; resolves when every one has its receipt. */
async function publishAll(world: Running, events: readonly CloudEventJson[]): Promise<readonly string[]> {
  const answers: string[] = []
  for (const [agency, own] of Map.groupBy(events, agencyOf)) {
    const { status, json } = await world.ask('/v1/events', {
      as: agency,
      type: STREAM,
      body: own.map((event) => JSON.stringify(event)).join('\n'),
    })
    const { results = [] } = (json ?? {}) as { readonly results?: readonly { readonly receipt?: string }[] }
    answers.push(`${agency} ${String(status)} ${JSON.stringify(json)}`)
    for (const { receipt } of results) if (receipt !== undefined) await world.receipt(agency, receipt)
  }
  return answers
}

interface ReceiptLine {
  readonly receipt: string
  readonly status: string
}

/** Waits until no more receipts come for a while: what intake and timeline have to say has been said. */
async function settled(world: Running, agency: string, after: string | undefined): Promise<void> {
  let before = -1
  for (let quiet = 0, until = performance.now() + PATIENCE_MS; quiet < QUIET_LOOKS && performance.now() < until; await delay(POLL_MS)) {
    const {
      items: { length },
    } = await receiptPages(world, agency, after)
    quiet = length === before ? quiet + 1 : 0
    before = length
  }
}

/** Two services on clocks that go together; in one of them, other agencies have said what the sender is not to hear of. */
export async function startSilenceWorlds(): Promise<SilenceWorlds> {
  const { agencies, readers } = readFolder(DEMO_FOLDER, { only: [] })
  const sources: EventSources = { catalogue: loadCatalogue(), examples: loadExamples() }
  const [full, bare] = [await startRunning({ at: START }), await startRunning({ at: START })]
  const real = agencies.filter(({ agency, type }) => !agency.startsWith('fixture-') && !OF_NOBODY.has(type))
  // Whoever sends in one batch says nothing of the rest in another: what a sender hears is compared from the start.
  const sending = real.filter((_, at) => at % 2 === 0)
  const others: readonly AgencyEntryJson[] = real.filter((_, at) => at % 2 === 1)
  /** Up to where receipts were compared. */
  const compared = new Map([full, bare].map((world) => [world, new Map<string, string | undefined>()]))
  const after = (world: Running, agency: string): string | undefined => compared.get(world)?.get(agency)
  let now = START
  const moveBy = (ms: number): void => {
    now += ms
    for (const { clock } of [full, bare]) clock.moveTo(now)
  }
  const readersOf = (agency: string): readonly OwnReader[] =>
    readers.filter((reader) => reader.agency === agency).map(({ id, role }) => ({ id, purposes: roleOf(role)?.purposes ?? [] }))
  return {
    compare: async (first, pairs, planted = async () => undefined) => {
      const chance = createChance(first)
      const senders = chance.many(SENDERS, () => chance.pick(sending))
      const made = Array.from({ length: pairs }, (_, at) => {
        const seed = first + at
        const home = household(seed * 2, chance)
        const hidden = othersEvents(sources, chance, seed, home, others)
        const sent = sendersEvents(sources, chance, seed, home, household(seed * 2 + 1, chance), chance.pick(senders))
        return { hidden, sent: [...sent, ...ownSequenceEvents(sources, chance, seed, home, hidden[0]?.id ?? '', sending)] }
      })
      await publishAll(
        full,
        made.flatMap(({ hidden }) => hidden),
      )
      moveBy(LATER_MS)
      const sent = made.flatMap(({ sent: events }) => events)
      const answers = await Promise.all([full, bare].map((world) => publishAll(world, sent)))
      const sides = async (world: Running, sender: string) => senderSide(world, sender, readersOf(sender), after(world, sender))
      const differences: (Difference & { readonly sender: string })[] = []
      if (JSON.stringify(answers[0]) !== JSON.stringify(answers[1]))
        differences.push({ sender: '', channel: 'POST /v1/events', only: [answers[0] ?? [], answers[1] ?? []] })
      let lines = 0
      const publishing = [...new Set(sent.map(agencyOf))]
      for (const later of [false, true]) {
        if (later) moveBy(LATER_MS)
        for (const sender of publishing) {
          await Promise.all([full, bare].map((world) => settled(world, sender, after(world, sender))))
          if (!later) for (const world of [full, bare]) await planted(world, sender)
          const [one, other] = [await sides(full, sender), await sides(bare, sender)]
          lines += [...one.values()].reduce((sum, of) => sum + of.length, 0)
          differences.push(...differencesBetween(one, other).map((difference) => ({ ...difference, sender })))
        }
      }
      const receipts: ReceiptLine[] = []
      for (const world of [full, bare]) {
        for (const sender of publishing) {
          const { items, next } = await receiptPages(world, sender, after(world, sender))
          compared.get(world)?.set(sender, next)
          if (world === bare) receipts.push(...(items as readonly ReceiptLine[]))
        }
      }
      const statuses = new Map([...Map.groupBy(receipts, ({ status }) => status)].map(([status, of]) => [status, of.length]))
      return { pairs, sent: sent.length, types: new Set(sent.map(({ type }) => type)), statuses, lines, differences }
    },
    close: async () => {
      for (const world of [full, bare]) {
        await world.stop()
        world.remove()
      }
    },
  }
}
