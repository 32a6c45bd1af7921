import { setTimeout as delay } from 'node:timers/promises'
import { linkReaders } from '../../../commands/links.ts'
import { readFolder } from '../../../commands/demo/folder.ts'
import { DEMO_FOLDER } from '../../../commands/service.ts'
import { replayAndVerify } from '../../../commands/verify.ts'
import { createRandom } from '../random.ts'
import { createAsk } from './asking.ts'
import { CASES } from './events.ts'
import type { Fault } from './faults.ts'
import { startInstallation, type Installation } from './installation.ts'
import { createCompare, type Broken, type Compare } from './promises.ts'
import { startPublishing, type Publishing } from './publishing.ts'
import { READER } from './reader.ts'
import { startReading, type Reading } from './reading.ts'
import { settled } from './settled.ts'
import { wronglyShown } from './shown.ts'
import { timeBack } from './time-back.ts'

/** What one fault did. */
export interface RunResult {
  readonly fault: string
  /** What was found broken after it, and was not before. */
  readonly broken: Readonly<Record<keyof Broken, number>>
  /** Milliseconds until the consumers worked again after a broker's death. */
  readonly back: number | undefined
  /** Processes that ended by themselves, and were started again. */
  readonly failures: number
  /** What went wrong with the run itself: it did not settle, the point was not reached. */
  readonly problem: string | undefined
  /** Seconds. */
  readonly took: number
  /** What the fault measured itself. */
  readonly figures: Readonly<Record<string, number>>
}

export interface SessionResult {
  readonly runs: readonly RunResult[]
  readonly acknowledged: number
  readonly answers: number
  /** Access records that replayed to a match; the rest is in `findings`. */
  readonly replayed: Readonly<Record<string, number>>
  readonly findings: readonly unknown[]
}

export interface SessionOptions {
  readonly faults: readonly Fault[]
  readonly seed: number
  /** Folder for the logs of the processes. Default: none are kept. */
  readonly logs?: string | undefined
  readonly onRun?: (run: RunResult, number: number) => void
}

/** Cases change after so many runs: no timeline grows without end. */
const RUNS_PER_GROUP = 4
/** Whose event says which case the reader is linked to. */
const LINKED = 'norshire-police'
const LOOK_MS = 50
const { readers } = readFolder(DEMO_FOLDER)

const EMPTY: Broken = { lost: [], twice: [], disordered: [], astray: [], withoutReceipt: [], withoutRecord: [] }
const counts = (now: Broken, before: Broken): RunResult['broken'] => {
  const more = (name: keyof Broken): number => now[name].length - before[name].length
  return {
    lost: more('lost'),
    twice: more('twice'),
    disordered: more('disordered'),
    astray: more('astray'),
    withoutReceipt: more('withoutReceipt'),
    withoutRecord: more('withoutRecord'),
  }
}

interface Load {
  readonly publishing: Publishing
  readonly reading: Reading
}

/** Has the agencies publish about the cases of a group from now on, and gives the reader a link to one of them. */
async function moveTo(group: number, { parts }: Installation, { publishing }: Load): Promise<void> {
  const { length } = publishing.acknowledged
  publishing.about(group)
  const isOfGroup = ({ caseNumber }: { readonly caseNumber: number }): boolean => Math.floor(caseNumber / CASES) === group
  const first = () => publishing.acknowledged.slice(length).find((event) => event.agency === LINKED && isOfGroup(event))
  while (first() === undefined) await delay(LOOK_MS)
  await settled(parts)
  const events = [first()?.body].filter((body) => body !== undefined)
  await linkReaders(
    parts,
    [{ name: 'KESTREL', events }],
    readers.filter(({ id }) => id === READER),
  )
}

/** Whatever a fault has left behind when it failed itself. */
async function heal({ column: { kafka, registry, postgres }, members }: Installation): Promise<void> {
  for (const frozen of [...kafka.nodes, postgres, ...members]) frozen.thaw()
  await Promise.all([...kafka.nodes.map((node) => node.start()), registry.start(), postgres.start()])
}

const problemOf = (error: unknown): string => (error instanceof Error ? error.message : 'failed')
const failuresOf = ({ members }: Installation): number => members.reduce((sum, member) => sum + member.failures(), 0)

async function runOne(installation: Installation, load: Load, compare: Compare, random: () => number, fault: Fault, before: Broken) {
  const { parts } = installation
  const { publishing, reading } = load
  const began = performance.now()
  const failed = failuresOf(installation)
  let back: number | undefined
  let now = before
  const problems: string[] = []
  let figures: RunResult['figures'] = {}
  const brokerDied = async (): Promise<void> => {
    back = await timeBack(parts, publishing.acknowledged, performance.now())
  }
  try {
    await fault.happen({
      ...installation,
      random,
      brokerDied,
      measured: (found) => {
        figures = found
      },
    })
  } catch (error) {
    problems.push(problemOf(error))
  }
  try {
    await heal(installation)
    await installation.allReady()
    const [acknowledged, answers] = [[...publishing.acknowledged], [...reading.answers]]
    await settled(parts)
    now = await compare(acknowledged, answers)
  } catch (error) {
    problems.push(problemOf(error))
  }
  const failures = failuresOf(installation) - failed
  if (fault.endsNothing === true && failures > 0) problems.push('A process ended, and none should.')
  const run: RunResult = {
    fault: fault.name,
    broken: counts(now, before),
    back,
    failures,
    problem: problems.length === 0 ? undefined : problems.join(' '),
    took: (performance.now() - began) / 1000,
    figures,
  }
  return { run, now }
}

/** Runs the faults, those that need an installation of their own kind in one, and puts the results together. */
export async function runFaults({ faults, onRun, logs, ...options }: SessionOptions): Promise<SessionResult> {
  const sessions: SessionResult[] = []
  let done = 0
  for (const [brokers, own] of Map.groupBy(faults, (fault) => fault.brokers ?? 3)) {
    const installation = await startInstallation(logs, brokers)
    try {
      sessions.push(await runSession(installation, { ...options, faults: own, onRun: (run) => onRun?.(run, ++done) }))
    } finally {
      await installation.stop()
    }
  }
  const replayed: Record<string, number> = {}
  for (const [outcome, count] of sessions.flatMap((session) => Object.entries(session.replayed)))
    replayed[outcome] = (replayed[outcome] ?? 0) + count
  return {
    runs: sessions.flatMap(({ runs }) => runs),
    replayed,
    findings: sessions.flatMap(({ findings }) => findings),
    acknowledged: sessions.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    answers: sessions.reduce((sum, { answers }) => sum + answers, 0),
  }
}

/**
 * Lets the faults happen to an installation one after the other while agencies publish and a reader reads, and holds it to its promises after each.
 * Rejects when it does not come back between two faults.
 */
export async function runSession(
  installation: Installation,
  { faults, seed, onRun }: Omit<SessionOptions, 'logs'>,
): Promise<SessionResult> {
  const random = createRandom(seed)
  const ask = createAsk(installation.gateways)
  const publishing = startPublishing(ask)
  const reading = startReading(ask, createRandom(seed + 1))
  const load = { publishing, reading }
  const work = async (): Promise<SessionResult> => {
    const compare = createCompare(installation.parts)
    const runs: RunResult[] = []
    let before = EMPTY
    for (const [index, fault] of faults.entries()) {
      if (index % RUNS_PER_GROUP === 0) await moveTo(index / RUNS_PER_GROUP, installation, load)
      const { run, now } = await runOne(installation, load, compare, random, fault, before)
      before = now
      runs.push(run)
      onRun?.(run, index + 1)
    }
    await reading.stop()
    await publishing.stop()
    await settled(installation.parts)
    const wrong = await wronglyShown(reading, publishing.acknowledged)
    const { counts: replayed, findings, store } = await replayAndVerify(installation.parts, {})
    const [acknowledged, answers] = [publishing.acknowledged.length, reading.answers.length]
    return { runs, acknowledged, answers, replayed, findings: [...wrong, ...findings, ...store] }
  }
  try {
    return await Promise.race([work(), publishing.failed])
  } finally {
    await Promise.all([reading.stop(), publishing.stop()])
  }
}
