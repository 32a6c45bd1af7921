import type { Parts } from '../../../../commands/parts.ts'
import { foldCaseLog, type FoldedCase } from '../../../../core/case/fold-log.ts'
import { caseLogEntry, type LogEntry } from '../../../../core/case/log-entry.ts'
import { controlLogEntry, type ControlLogEntry } from '../../../../core/control/fold-log.ts'
import { controlState } from '../../../../core/control/state.ts'
import { staffToken } from '../../../../core/linking/tokens.ts'
import type { AccessRecord } from '../../../../core/access-log/access-record.ts'
import { openRecord } from '../../../../infra/access-log/open-record.ts'
import type { LogRecord } from '../../../../infra/event-log/port.ts'
import { ACCESS_LOG, CASE_EVENTS, CONTROL_EVENTS } from '../../../../infra/event-log/topics.ts'
import { createRecordCodec } from '../../../../infra/registry/record-codec.ts'
import { decide } from '../../../../policy/decide/decide.ts'
import type { Decision } from '../../../../policy/decide/decision.ts'
import { ofControl, type DecisionInput } from '../../../../policy/facts/input.ts'
import type { Release } from '../../../../policy/release/load.ts'

/** What changes between two releases, counted by hand. */
export interface PlainCount {
  refused: number
  allowed: number
  /** Items by `from>to`, those that changed. */
  readonly items: Record<string, number>
  /** Parts by `class from>to`, those that changed. */
  readonly parts: Record<string, number>
}

const all = async ({ log }: Parts, topic: string): Promise<readonly LogRecord[]> =>
  (await Promise.all((await log.ranges(topic)).map(({ partition, end }) => log.read(topic, partition, 0, end + 1)))).flat()

/** Every event of a decision with its effect, and every part with its form, by name. */
function said({ events }: Decision): ReadonlyMap<string, string> {
  const words: Readonly<Record<string, string>> = { plain: 'allow', reduced: 'reduce' }
  return new Map(
    events.flatMap(({ caseLog, sequence, effect, parts }): [string, string][] => [
      [`${caseLog} ${String(sequence)}`, effect],
      ...parts.map((part): [string, string] => [`${caseLog} ${String(sequence)} ${part.owner}|${part.class}`, words[part.form] ?? '']),
    ]),
  )
}

function countRead(counts: PlainCount, one: Decision, other: Decision): void {
  if (one.outcome === 'permit' && other.outcome !== 'permit') counts.refused += 1
  if (one.outcome !== 'permit' && other.outcome === 'permit') counts.allowed += 1
  const [before, after] = [said(one), said(other)]
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [, sensitivity] = name.split('|')
    const nothing = sensitivity === undefined ? 'hidden' : 'withhold'
    const became = `${before.get(name) ?? nothing}>${after.get(name) ?? nothing}`
    if (before.get(name) === after.get(name)) continue
    const [into, key] = sensitivity === undefined ? [counts.items, became] : [counts.parts, `${sensitivity} ${became}`]
    into[key] = (into[key] ?? 0) + 1
  }
}

/** Decides each recorded read of a timeline of one case under two releases, each time from the logs alone, and counts. Slow, and with none of the code that it checks. */
export async function plainCount(parts: Parts, one: Release, other: Release): Promise<PlainCount> {
  const { decode } = createRecordCodec(parts.registry)
  const linking = await parts.vault.secret('linking')
  const entries = new Map<string, LogEntry[]>()
  for (const { key, value } of await all(parts, CASE_EVENTS)) {
    const decoded = await decode(value)
    const entry = decoded.ok ? caseLogEntry(decoded.value, key) : undefined
    if (key !== null && typeof entry === 'object') entries.set(key, [...(entries.get(key) ?? []), entry])
  }
  const folded = new Map<string, FoldedCase>([...entries].map(([caseLog, of]) => [caseLog, foldCaseLog(of)]))
  const control: ControlLogEntry[] = []
  for (const { value } of await all(parts, CONTROL_EVENTS)) {
    const decoded = await decode(value)
    const entry = decoded.ok ? controlLogEntry(decoded.value) : undefined
    if (entry !== undefined) control.push(entry)
  }
  const counts: PlainCount = { refused: 0, allowed: 0, items: {}, parts: {} }
  for (const { value } of await all(parts, ACCESS_LOG)) {
    const decoded = await decode(value)
    if (!decoded.ok) throw new Error('A record that cannot be read.')
    const record = decoded.value.value as AccessRecord
    const { actor, request } = await openRecord(parts.vault, record)
    if (typeof actor === 'string' || typeof request === 'string' || record.agency === '') throw new Error('A record that does not open.')
    const staff = actor.staff ?? ''
    const numberOf = (log: string): number => record.versions.find((version) => version.log === log)?.sequence ?? 0
    const input: DecisionInput = {
      request: {
        reader: {
          staff,
          tokens: [staffToken(linking, staff), staffToken(linking, record.agency)],
          agency: record.agency,
          role: record.role,
        },
        purpose: record.purpose,
        channel: request.channel,
        justified: request.justified,
      },
      ...ofControl(controlState(control.slice(0, numberOf('control')))),
      now: record.at,
      logs: request.cases.map((caseLog, at) => ({
        caseLog,
        events: folded.get(caseLog)?.events.slice(0, numberOf(`case:${String(at)}`)) ?? [],
        left: new Set(),
      })),
    }
    countRead(counts, decide(one, input), decide(other, input))
  }
  return counts
}
