import type { Finding, FindingCode } from '../consumers/finding.ts'
import { inspectRecord } from '../consumers/heads/inspect.ts'
import { keepOnce } from '../consumers/heads/keep-once.ts'
import { refusesRebuild, refusesStart } from '../consumers/heads/refusal.ts'
import { RECORD_TOPICS } from '../infra/event-log/topics.ts'
import type { AcceptedLoss } from '../infra/heads/port.ts'
import type { Log } from '../infra/telemetry/logger.ts'
import { countFindings } from './count-findings.ts'
import { findingWords } from './finding-words.ts'
import type { Parts } from './parts.ts'

/** Findings that an error's message names; `audit verify` names all. */
const NAMED = 8

/** The logs of the record are not what they were, or would not stay what they are: nothing was started. */
export class RecordError extends Error {
  readonly code: FindingCode
  readonly findings: readonly Finding[]
  constructor(findings: readonly Finding[], refused: string) {
    const [first] = findings
    const more = findings.length > NAMED ? [`… and ${String(findings.length - NAMED)} more: throughline audit verify`] : []
    const lost = findings.some(({ code }) => code !== 'topic-settings')
    const last = lost
      ? [
          'Where no copy has what is gone, say so, and the read store is made again from what is there: throughline timeline rebuild --accept-loss',
        ]
      : []
    super([refused, ...findings.slice(0, NAMED).map(findingWords), ...more, ...last].join('\n'))
    this.name = 'RecordError'
    this.code = first?.code ?? 'log-short'
    this.findings = findings
  }
}

type Inspected = Pick<Parts, 'log' | 'heads' | 'clock' | 'topicSettings'>

/** Compares the logs of the record, whole, with their heads, and with the read store where it is to stay. */
export const inspectWhole = ({ log, heads, clock, topicSettings }: Inspected, store?: Parts['store']): Promise<readonly Finding[]> =>
  inspectRecord({ log, heads, clock, store, settings: topicSettings, whole: true })

/** An installation of before, or one whose heads are lost. */
async function lacksHeads({ log, heads }: Parts): Promise<boolean> {
  if ((await heads.all()).length > 0) return false
  const ranges = await Promise.all(RECORD_TOPICS.map(({ topic }) => log.ranges(topic)))
  return ranges.flat().some(({ end }) => end > 0)
}

/** Says what was found, by its code; what is of one topic is a field each. */
export function warnOf(logger: Log, findings: readonly Finding[]): void {
  for (const finding of findings) {
    const { code, topic, partition, records } = finding
    logger.warn(
      {
        step: 'record',
        code,
        topic,
        ...(partition === undefined ? {} : { partition }),
        ...(records === undefined ? {} : { count: records }),
      },
      findingWords(finding),
    )
  }
}

/** Whether the record has lost what a start would be refused for. */
export async function lacksRecords({ log, heads, clock, store, topicSettings }: Parts): Promise<boolean> {
  return (await inspectRecord({ log, heads, clock, store, settings: topicSettings, whole: false })).some(refusesStart)
}

/**
 * Looks, before anything is done, whether the record is there; warns of what is not as it should be. Throws RecordError where going on would lose
 * more. `readable`: the logs that this process reads. Default: all.
 */
export async function refuseLostRecord(parts: Parts, readable?: ReadonlySet<string>): Promise<void> {
  const { log, heads, clock, store, topicSettings, logger } = parts
  const findings = await inspectRecord({ log, heads, clock, store, settings: topicSettings, readable, whole: false })
  countFindings(parts, findings)
  const refusing = findings.filter(refusesStart)
  if (refusing.length > 0)
    throw new RecordError(refusing, 'The record is not what it was, and going on would lose more: nothing was started.')
  // A store that was made anew is behind everything.
  warnOf(
    logger,
    findings.filter(({ code }) => code !== 'store-behind' || !store.fresh),
  )
  if (await lacksHeads(parts))
    logger.warn(
      { step: 'record', code: 'heads-new' },
      'The logs have no heads yet: they are taken from what is there. What was lost before is not seen.',
    )
}

/** Partitions that have lost something, once each, with what is gone of them. */
function lossesOf(findings: readonly Finding[], at: number): readonly AcceptedLoss[] {
  return findings
    .filter(({ code }) => code !== 'topic-settings')
    .map(({ topic, partition = 0, offset = 0, records = 0 }) => ({ topic, partition, offset, records, at }))
}

/**
 * Before a rebuild: refuses one from logs that are not what they were, as it would lack what the read store has. With `acceptLoss` it notes what is gone
 * instead, for every later `audit verify` to tell, and takes the heads from what is there.
 */
export const refuseLostRebuild =
  (acceptLoss: boolean) =>
  async (parts: Inspected & Pick<Parts, 'logger'>): Promise<void> => {
    const { heads, clock } = parts
    const refusing = (await inspectWhole(parts)).filter(refusesRebuild)
    const losses = lossesOf(refusing, Math.floor(clock.now()))
    if (refusing.length > 0 && !(acceptLoss && losses.length === refusing.length))
      throw new RecordError(
        refusing,
        'The timelines are not made again: the logs are not what they were, and what they lack would be gone from the timelines, too.',
      )
    if (losses.length > 0) await heads.accept(losses)
    await keepOnce({ ...parts, topics: RECORD_TOPICS.map(({ topic }) => topic) })
  }
