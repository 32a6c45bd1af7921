import type { IndexPart } from '../../core/case/index-part.ts'
import type { CaseLogEvents } from '../../core/case/case-events.ts'
import type { DecisionInput, ReadRequest } from '../../policy/facts/input.ts'
import { agencies, LOGS, NOW } from './made-up.ts'
import { randomAccess } from './random-access.ts'
import { randomEvent } from './random-event.ts'
import { randomRequest, randomRole } from './random-request.ts'
import { createChance, type Chance } from './random.ts'

/** When whose word counts began to be asked: 28 days before the read, to the millisecond and one less, and between publications. */
const SINCE = [
  '2026-05-04T12:00:00.000Z',
  '2026-05-04T11:59:59.999Z',
  '2026-05-04T11:59:59.999Z',
  '2026-05-14T00:00:00.000Z',
  '2026-05-30T00:00:00.000Z',
] as const
const MOST_EVENTS = 8

/** The logs of a case: one to eight events of agencies, among them what the bus says of readers; two logs where the case was merged. */
function randomLogs(chance: Chance, request: ReadRequest): readonly CaseLogEvents[] {
  const merged = chance.oneIn(5)
  const indexes: IndexPart[] = []
  for (let at = 0, count = 1 + chance.below(MOST_EVENTS); at < count; at++) {
    indexes.push(randomEvent(chance, at, merged ? chance.pick(LOGS) : LOGS[0], { earlier: indexes, purpose: request.purpose }))
  }
  for (const index of randomAccess(chance, request, LOGS[0])) indexes.splice(chance.below(indexes.length + 1), 0, index)
  return (merged ? LOGS : LOGS.slice(0, 1)).map((caseLog): CaseLogEvents => {
    const events = indexes.filter((index) => index.case_log === caseLog).map((index, at) => ({ sequence: at + 1, index }))
    return { caseLog, events, ...(chance.oneIn(8) ? { left: new Set(chance.some(events, 5).map(({ sequence }) => sequence)) } : {}) }
  })
}

/** A made-up case and somebody who asks to read it. The same seed gives the same. */
export function randomInput(seed: number): DecisionInput {
  const chance = createChance(seed)
  const request = randomRequest(chance, randomRole(chance))
  const logs = randomLogs(chance, request)
  return { request, logs, agencies, now: NOW, ...(chance.oneIn(2) ? { instrumentsSince: chance.pick(SINCE) } : {}) }
}

/** Runs of different seeds draw different cases. */
const RUNS_APART = 10_000_019
/** The seed of a run's `at`th case. */
export const seedOf = (run: number, at: number): number => run * RUNS_APART + at
