import { describe, expect, it } from '@jest/globals'
import { LOG_ALONE, type AccessFact, type Surroundings } from '../../../core/alerts/access-fact.ts'
import { createAlertFold } from '../../../core/alerts/fold.ts'
import { notRun } from '../../../core/alerts/rule-table.ts'
import { told } from '../../../core/alerts/told.ts'
import { madeUp } from './planted/made-up.ts'
import { measure } from './planted/measure.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const around = (change: Partial<Surroundings> = {}): Surroundings => ({
  ...LOG_ALONE,
  facesPerpetrator: (role) => role === 'probation_practitioner',
  ...change,
})

let number = 0
const fact = (change: Partial<AccessFact> = {}): AccessFact => {
  number += 1
  return {
    id: `record-${String(number)}`,
    at: NOON,
    agency: 'norshire-marac',
    role: 'idva',
    purpose: 'victim_safety_planning',
    action: 'case-timeline',
    outcome: 'permit',
    reader: 'reader',
    cases: ['case'],
    asked: 'asked',
    extent: 1,
    sought: '',
    words: '',
    classes: [],
    ...change,
  }
}

/** Rules that fire on facts, in the order of these. */
const firing = (facts: readonly AccessFact[], surroundings = around()): readonly string[] => {
  const fold = createAlertFold(surroundings)
  return facts.flatMap((one) => fold.take(one)).map(({ rule }) => rule)
}

describe('alerts', () => {
  it('find planted misuse, and cry for nothing less than once in 1,000 reads', () => {
    const { recall, perThousand } = measure(madeUp({ reads: 20_000 }))
    expect(recall).toBeGreaterThanOrEqual(0.95)
    expect(perThousand).toBeLessThanOrEqual(1)
  }, 60_000)

  it('say nothing of anybody: no id and no name of what they were made from', () => {
    const world = madeUp({ reads: 5_000 })
    const said = measure(world)
      .alerts.map((raised) => JSON.stringify(told(Buffer.alloc(32, 1), raised)))
      .join('\n')
    expect(said.length).toBeGreaterThan(1_000)
    expect([...world.names, ...world.facts.map(({ id }) => `${id}"`)].filter((name) => said.includes(name))).toEqual([])
  }, 60_000)

  it('are the same whenever the same log is folded', () => {
    const world = madeUp({ reads: 5_000 })
    expect(measure(world).alerts).toEqual(measure(world).alerts)
  }, 60_000)

  it('are told once a day of one reader, case and rule, and again on the next', () => {
    const own = around({ has: new Set(['directory']), isSelf: () => true })
    const at = (time: number) => fact({ at: time, extent: time })
    expect(firing([at(NOON), at(NOON + 60 * MINUTE), at(NOON + DAY)], own)).toEqual(['R1', 'R1'])
  })

  it('do not run for want of data, and say of what', () => {
    expect(notRun(new Set(['roster']))).toEqual([
      { rule: 'R1', needs: 'directory' },
      { rule: 'R2', needs: 'directory' },
      { rule: 'R3', needs: 'directory' },
      { rule: 'R13', needs: 'sensitive-list' },
    ])
    expect(firing([fact()], around({ isSelf: () => true, isSensitive: () => true, onDuty: () => false }))).toEqual([])
  })

  it.each([
    ['R2', [fact()], around({ has: new Set(['directory']), isStaffOf: () => true })],
    ['R3', [fact()], around({ has: new Set(['directory']), isClose: () => true })],
    ['R4', [fact({ action: 'break-glass' })], around()],
    ['R4', [1, 2, 3].map((at) => fact({ outcome: 'not_found', asked: `asked-${String(at)}`, cases: [] })), around()],
    ['R5', [fact()], around({ has: new Set(['roster']), onDuty: () => false })],
    ['R6', Array.from({ length: 40 }, (_, at) => fact({ cases: [`case-${String(at)}`], at: NOON + at * MINUTE })), around()],
    [
      'R7',
      [0, 1, 2].map((at) => fact({ action: 'case-lookup', sought: `s-${String(at)}`, cases: [], asked: '', at: NOON + at * DAY })),
      around(),
    ],
    ['R7', [0, 1, 2, 3, 4, 5].map((at) => fact({ at: NOON + at * DAY })), around()],
    ['R8', [fact({ action: 'sign-in', outcome: 'unauthenticated', cases: [] })], around()],
    ['R9', [0, 1, 2].map((at) => fact({ action: 'justification', words: 'same', asked: `asked-${String(at)}`, cases: [] })), around()],
    ['R10', [fact({ outcome: 'deny_role_purpose', purpose: 'bail_decision', cases: [] }), fact({ at: NOON + MINUTE })], around()],
    ['R11', [fact({ role: 'probation_practitioner', classes: ['VIC_LOC'] })], around()],
    ['R12', [fact({ action: 'case-print', meetingNear: false })], around()],
    ['R13', [fact()], around({ has: new Set(['sensitive-list']), isSensitive: () => true })],
  ] as const)('of %s are raised', (rule, facts, surroundings) => {
    expect(firing(facts, surroundings)).toEqual([rule])
  })

  it.each([
    ['what nobody signed in for', [fact({ reader: '', action: 'sign-in', outcome: 'unauthenticated' })]],
    ['one case without a link', [fact({ outcome: 'not_found', cases: [] })]],
    [
      'look-ups that lead to emergency access and a read',
      [0, 1, 2].flatMap((at) => [
        fact({ action: 'case-lookup', sought: `s-${String(at)}`, cases: [], at: NOON + at * DAY }),
        fact({ at: NOON + at * DAY + MINUTE, extent: at }),
      ]),
    ],
    ['a case in which something happens, opened every day', [0, 1, 2, 3, 4, 5, 6].map((at) => fact({ at: NOON + at * DAY, extent: at }))],
    ['a print before a meeting', [fact({ action: 'case-print', meetingNear: true })]],
    ["an agency's system whose key has ended", [fact({ role: '', outcome: 'unauthenticated', cases: [] })]],
  ])('are not raised by %s', (_words, facts) => {
    expect(firing(facts)).toEqual([])
  })
})
