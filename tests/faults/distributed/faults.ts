import { setTimeout as delay } from 'node:timers/promises'
import type { Role } from '../../../infra/configuration/settings.ts'
import { CASE_EVENTS, inboxTopic, LINKS_EVENTS } from '../../../infra/event-log/topics.ts'
import type { KafkaNode } from '../../../scripts/servers/kafka.ts'
import { AGENCIES } from '../events.ts'
import type { Brokers } from './column.ts'
import { frozenPart } from './frozen-part.ts'
import { leaderNode } from './leader-node.ts'
import type { Member } from './member.ts'
import type { Stage } from './stage.ts'

/** One kind of fault. It resolves when all that it ended may come back, or has. */
export interface Fault {
  readonly name: string
  /** Whether no process may end by it. */
  readonly endsNothing?: boolean
  /** How many brokers the installation has that it happens to. Default: three. */
  readonly brokers?: Brokers
  readonly happen: (stage: Stage) => Promise<void>
}

const pick = <T>(all: readonly T[], random: () => number): T => {
  const one = all[Math.floor(random() * all.length)]
  if (one === undefined) throw new RangeError('Nothing to choose from.')
  return one
}
/** Longer than a group waits for a silent member (10 s). */
const LONG_MS = 12_000
/** Longest wait for a process to start. */
const START_MS = 60_000
/** Longest wait for a process to come to a point; a stand-by never does. */
const POINT_MS = 20_000

const killed = (role: Role): Fault => ({
  name: `${role} killed`,
  happen: async ({ membersOf, random }) => {
    await delay(random() * 1_000)
    await pick(membersOf(role), random).kill()
  },
})
const killedAt = (role: Role, point: string): Fault => ({
  name: `${role} killed at ${point}`,
  happen: async ({ membersOf, random }) => {
    const members = membersOf(role)
    await Promise.all(members.map((member) => member.arm(`${point}:${String(1 + Math.floor(random() * 3))}`)))
    const died = await Promise.race([...members.map((member) => member.ended().then(() => true)), delay(POINT_MS, false)])
    await Promise.all(members.map((member) => member.arm('')))
    if (!died) throw new Error(`No ${role} came to ${point} within ${String(POINT_MS / 1000)} s.`)
  },
})
const frozen = (role: Role, ms: (random: () => number) => number, name: string): Fault => ({
  name: `${role} frozen ${name}`,
  happen: async ({ membersOf, random }) => {
    const member = pick(membersOf(role), random)
    member.freeze()
    await delay(ms(random))
    member.thaw()
  },
})
const whileFor =
  (ms: number) =>
  (random: () => number): number =>
    ms * (0.5 + random() / 2)
const longer = (random: () => number): number => LONG_MS + random() * 2_000

async function downAndBack(stage: Stage, node: KafkaNode): Promise<void> {
  await node.kill()
  await stage.brokerDied()
  await node.start()
}
const brokerKilled = (name: string, topicOf: (random: () => number) => string): Fault => ({
  name: `broker killed, ${name}`,
  endsNothing: true,
  happen: async (stage) => {
    await downAndBack(stage, await leaderNode(stage.column.kafka, topicOf(stage.random), stage.random))
  },
})
const awayAndBack = (name: 'registry' | 'postgres', what: string, also: (stage: Stage) => readonly Member[] = () => []): Fault => ({
  name: `${what} away and back`,
  happen: async (stage) => {
    const { column, random } = stage
    await column[name].kill()
    await Promise.all(also(stage).map((member) => member.kill()))
    await delay(1_000 + random() * 2_000)
    await column[name].start()
  },
})

/** Waits until a process runs, or has ended by itself once. */
async function begun(member: Member): Promise<void> {
  const end = performance.now() + START_MS
  while (!member.isReady() && member.failures() === 0 && performance.now() < end) await delay(50)
}
const rebalance: Fault = {
  name: 'third timeline joins and leaves',
  happen: async ({ join, random }) => {
    const third = join('timeline-3', ['timeline'])
    await begun(third)
    await delay(1_000 + random() * 2_000)
    if (random() < 0.5) await third.kill()
    await third.stop()
  },
}
const twoIntakes: Fault = {
  name: 'two intakes at once',
  happen: async ({ join, random }) => {
    const beside = join('intake-beside', ['intake'], true)
    await begun(beside)
    await delay(1_000 + random() * 2_000)
    await beside.stop()
  },
}
const several: Fault = {
  name: 'one of each killed at once',
  happen: async ({ membersOf, random }) => {
    await delay(random() * 1_000)
    await Promise.all((['intake', 'timeline', 'gateway'] as const).map((role) => pick(membersOf(role), random).kill()))
  },
}
const brokerAndMembers: Fault = {
  name: 'broker and all intakes killed',
  happen: async (stage) => {
    const node = pick(stage.column.kafka.nodes, stage.random)
    await Promise.all([node.kill(), ...stage.membersOf('intake').map((member) => member.kill())])
    await delay(2_000)
    await node.start()
  },
}
const brokerFrozen: Fault = {
  name: 'broker frozen',
  endsNothing: true,
  happen: async ({ column, random }) => {
    const node = pick(column.kafka.nodes, random)
    node.freeze()
    await delay(3_000 + random() * 6_000)
    node.thaw()
  },
}

const FREEZE_MS = 45_000
/** The one broker that there is freezes, for so long (ms). */
export const onlyBrokerFrozen = (ms: number): Fault => ({
  name: `the one broker freezes for ${String(ms / 1000)} s`,
  brokers: 1,
  happen: (stage) =>
    frozenPart(
      stage,
      {
        freeze: () => {
          for (const node of stage.column.kafka.nodes) node.freeze()
        },
        thaw: () => {
          for (const node of stage.column.kafka.nodes) node.thaw()
        },
      },
      ms,
    ),
})
const postgresFrozen: Fault = {
  name: `PostgreSQL freezes for ${String(FREEZE_MS / 1000)} s`,
  brokers: 1,
  happen: (stage) => frozenPart(stage, stage.column.postgres, FREEZE_MS),
}

const INTAKE_POINTS = ['after-claim', 'after-links-applied', 'after-case-append', 'after-receipts', 'before-commit']

/** Every kind, with how often it has its turn among a hundred. */
export const FAULTS: readonly (readonly [fault: Fault, times: number])[] = [
  [killed('intake'), 6],
  [killed('timeline'), 6],
  [killed('gateway'), 6],
  ...INTAKE_POINTS.map((point) => [killedAt('intake', point), 3] as const),
  ...['timeline-before-commit', 'timeline-after-commit'].map((point) => [killedAt('timeline', point), 3] as const),
  ...['after-inbox-append', 'after-access-record'].map((point) => [killedAt('gateway', point), 3] as const),
  [several, 4],
  [frozen('intake', whileFor(4_000), 'for a moment'), 2],
  [frozen('timeline', whileFor(4_000), 'for a moment'), 2],
  [frozen('gateway', whileFor(4_000), 'for a moment'), 2],
  [frozen('intake', longer, 'past its session'), 4],
  [frozen('timeline', longer, 'past its session'), 3],
  [brokerKilled('leader of links.events', () => LINKS_EVENTS), 5],
  [brokerKilled('leader of a case', () => CASE_EVENTS), 5],
  [brokerKilled('leader of an inbox', (random) => inboxTopic(pick(AGENCIES, random))), 5],
  [brokerFrozen, 3],
  [onlyBrokerFrozen(FREEZE_MS), 2],
  [postgresFrozen, 2],
  [brokerAndMembers, 3],
  [awayAndBack('registry', 'registry'), 2],
  [
    awayAndBack('registry', 'registry, intakes and a timeline', ({ membersOf }) => [
      ...membersOf('intake'),
      ...membersOf('timeline').slice(0, 1),
    ]),
    3,
  ],
  [awayAndBack('postgres', 'PostgreSQL'), 5],
  [rebalance, 5],
  [twoIntakes, 5],
]
