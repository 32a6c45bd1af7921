import { type AccessFact, type AlertData, LOG_ALONE, type Surroundings } from '../../../../core/alerts/access-fact.ts'
import type { RuleId } from '../../../../core/alerts/rule-table.ts'

/** Made-up reads, among them planted misuse; and what the rules hear beside the log. */
export interface MadeUp {
  /** In the order of the log. */
  readonly facts: readonly AccessFact[]
  readonly surroundings: Surroundings
  /** What was planted: the rule that is to find it, and the records of which one has to be named. */
  readonly planted: readonly { readonly rule: RuleId; readonly records: ReadonlySet<string> }[]
  /** Every name and id of the data. */
  readonly names: readonly string[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 5)
const CASES_OF_AGENCY = 60

const ROLES = [
  { role: 'idva', purposes: ['victim_safety_planning', 'marac_risk_management'] },
  { role: 'marac_coordinator', purposes: ['marac_risk_management'] },
  { role: 'agency_rep', purposes: ['marac_risk_management', 'child_safeguarding'] },
  { role: 'probation_practitioner', purposes: ['offender_management', 'marac_risk_management'] },
  { role: 'social_worker', purposes: ['child_safeguarding', 'marac_risk_management'] },
] as const
const FACING = 'probation_practitioner'

interface Person {
  readonly reader: string
  readonly agency: string
  readonly role: string
  readonly purposes: readonly string[]
  /** First hour of the shift: 8 to 10, or 20 of who works nights. */
  readonly begins: number
}

/** Numbers that look random and are the same for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How many of each are planted: by rule, made up to 60 by self-lookups and bursts. */
const PLANTED: Readonly<Record<RuleId, number>> = {
  R1: 4,
  R2: 3,
  R3: 5,
  R4: 10,
  R5: 10,
  R6: 3,
  R7: 6,
  R8: 2,
  R9: 5,
  R10: 4,
  R11: 3,
  R12: 2,
  R13: 3,
}

/**
 * Reads of 13 weeks by people of 12 agencies in five roles, on shifts, of cases that agencies have; with what honest people do beside: late hours, a case that was taken off the list, a purpose that is not
 * theirs, look-ups that lead to emergency access, prints before meetings, the same case before each meeting. `reads`: how many of them.
 */
export function madeUp({ reads, seed = 24 }: { readonly reads: number; readonly seed?: number }): MadeUp {
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const agencies = Array.from({ length: 12 }, (_, at) => `agency-${String(at + 1)}`)
  const people: readonly Person[] = Array.from({ length: 240 }, (_, at) => {
    const { role, purposes } = ROLES[at % ROLES.length]!
    return {
      reader: `person-${String(at + 1)}`,
      agency: agencies[at % agencies.length]!,
      role,
      purposes,
      begins: at % 10 === 0 ? 20 : 8 + (at % 3),
    }
  })
  const casesOf = (agency: string): readonly string[] =>
    Array.from({ length: CASES_OF_AGENCY }, (_, at) => `case-${agency}-${String(at + 1)}`)
  const self = new Map<string, string>()
  const close = new Map<string, string>()
  const staff = new Map<string, string>()
  const sensitive = new Set<string>()
  const facts: AccessFact[] = []
  const planted: { rule: RuleId; records: Set<string> }[] = []
  const isWorkingDay = (day: number): boolean => ![0, 6].includes(new Date(START + day * DAY).getUTCDay())

  const put = (person: Person, at: number, change: Partial<AccessFact> = {}): string => {
    const id = `record-${String(facts.length + 1)}`
    const caseLog = change.cases?.[0] ?? pick(casesOf(person.agency))
    facts.push({
      id,
      at,
      agency: person.agency,
      role: person.role,
      reader: person.reader,
      purpose: person.purposes[random() < 0.9 ? 0 : person.purposes.length - 1]!,
      action: 'case-timeline',
      outcome: 'permit',
      cases: [caseLog],
      asked: caseLog,
      // Something happens in a case about every three days.
      extent: Math.floor((at - START) / (3 * DAY)) + caseLog.length,
      sought: '',
      words: '',
      classes: ['BEHAV', 'PERP_ID', ...(person.role === FACING ? [] : ['VIC_LOC'])],
      ...change,
    })
    return id
  }
  const refused = { cases: [], classes: [] } as const
  const inShift = (person: Person, day: number): number => START + day * DAY + person.begins * HOUR + random() * 8 * HOUR

  const honestDay = (person: Person, day: number, most: number): void => {
    for (let left = most; left > 0; left -= 1) {
      const at = inShift(person, day) + (random() < 0.02 ? HOUR : 0)
      const chance = random()
      if (chance < 0.004) put(person, at, { outcome: 'not_found', ...refused, asked: `old-${String(Math.floor(random() * 40))}` })
      else if (chance < 0.006) put(person, at, { outcome: 'deny_role_purpose', purpose: 'bail_decision', ...refused })
      else if (chance < 0.0062) {
        const [sought, caseLog] = [`sought-${String(facts.length)}`, `emergency-${String(facts.length)}`]
        put(person, at, { action: 'case-lookup', sought, words: `words-${String(facts.length)}`, cases: [], asked: '', classes: [] })
        put(person, at + 3 * MINUTE, { action: 'break-glass', cases: [caseLog], classes: [] })
        put(person, at + 5 * MINUTE, { cases: [caseLog] })
      } else if (chance < 0.02) put(person, at, { action: 'case-print', meetingNear: random() < 0.99 })
      else put(person, at)
    }
  }

  const plant = (rule: RuleId, records: readonly string[]): void => {
    planted.push({ rule, records: new Set(records) })
  }
  const days = 91
  const workingDays = Array.from({ length: days }, (_, day) => day).filter(isWorkingDay)
  let next = 0
  /** Another person for each that is planted, so that none hides another. */
  const somebody = (role?: string): Person => {
    const found = people.filter((one) => (role === undefined || one.role === role) && one.begins < 20)[next]!
    next = (next + 1) % 40
    return found
  }
  const lateDay = (): number => pick(workingDays.slice(30, -8))
  const misuse: Readonly<Record<RuleId, () => void>> = {
    R1: () => {
      const person = somebody()
      const own = `case-of-${person.reader}`
      self.set(person.reader, own)
      plant('R1', [put(person, inShift(person, lateDay()), { cases: [own] })])
    },
    R2: () => {
      const person = somebody()
      const theirs = `case-of-colleague-${person.reader}`
      staff.set(theirs, person.agency)
      plant('R2', [put(person, inShift(person, lateDay()), { cases: [theirs] })])
    },
    R3: () => {
      const person = somebody()
      const theirs = `case-of-brother-${person.reader}`
      close.set(person.reader, theirs)
      plant('R3', [put(person, inShift(person, lateDay()), { cases: [theirs] })])
    },
    R4: () => {
      const [person, day] = [somebody(), lateDay()]
      if (planted.filter(({ rule }) => rule === 'R4').length % 2 === 0)
        plant('R4', [put(person, inShift(person, day), { action: 'break-glass', classes: [] })])
      else
        plant(
          'R4',
          [1, 2, 3, 4].map((at) =>
            put(person, START + day * DAY + (person.begins + at) * HOUR, {
              outcome: 'not_found',
              ...refused,
              asked: `guess-${String(at)}`,
            }),
          ),
        )
    },
    R5: () => {
      const person = somebody()
      plant('R5', [put(person, START + lateDay() * DAY + 2 * HOUR + random() * HOUR)])
    },
    R6: () => {
      const [person, day] = [somebody(), lateDay()]
      const others = agencies.flatMap(casesOf)
      plant(
        'R6',
        Array.from({ length: 70 }, (_, at) =>
          put(person, START + day * DAY + (person.begins + 1) * HOUR + at * 45_000, { cases: [others[at * 7]!] }),
        ),
      )
    },
    R7: () => {
      const [person, day] = [somebody(), lateDay()]
      if (planted.filter(({ rule }) => rule === 'R7').length % 2 === 0)
        plant(
          'R7',
          [0, 1, 2, 3].map((at) =>
            put(person, START + (day + at) * DAY + 11 * HOUR, {
              action: 'case-lookup',
              outcome: 'not_found',
              sought: `girl-${person.reader}-${String(at)}`,
              ...refused,
              asked: '',
            }),
          ),
        )
      else {
        const still = `case-still-${person.reader}`
        plant(
          'R7',
          [0, 1, 2, 3, 4, 5, 6, 7].map((at) => put(person, START + (day - at) * DAY + 11 * HOUR, { cases: [still], extent: 7 })),
        )
      }
    },
    R8: () => {
      const person = { ...somebody(), reader: `left-${String(planted.length)}` }
      plant('R8', [put(person, inShift(person, lateDay()), { action: 'sign-in', outcome: 'unauthenticated', ...refused, asked: '' })])
    },
    R9: () => {
      const [person, day] = [somebody(), lateDay()]
      const often = planted.filter(({ rule }) => rule === 'R9').length % 2 === 0
      plant(
        'R9',
        [0, 1, 2].map((at) =>
          put(person, START + (day + at) * DAY + 12 * HOUR, {
            action: often ? 'break-glass' : 'justification',
            words: often ? '' : `same-${person.reader}`,
            cases: [`wanted-${person.reader}-${String(at)}`],
            classes: [],
            asked: `wanted-${person.reader}-${String(at)}`,
          }),
        ),
      )
    },
    R10: () => {
      const person = somebody()
      const at = inShift(person, lateDay())
      const [asked] = casesOf(person.agency)
      put(person, at, { outcome: 'deny_role_purpose', purpose: 'bail_decision', ...refused, asked: asked! })
      plant('R10', [put(person, at + 4 * MINUTE, { cases: [asked!] })])
    },
    R11: () => {
      const person = somebody(FACING)
      const at = inShift(person, lateDay())
      plant('R11', [
        planted.filter(({ rule }) => rule === 'R11').length === 0
          ? put(person, at, { classes: ['BEHAV', 'VIC_LOC'] })
          : put(person, at, { action: 'approval', outcome: 'deny_approval', ...refused }),
      ])
    },
    R12: () => {
      const person = somebody()
      plant('R12', [put(person, inShift(person, lateDay()), { action: 'case-print', meetingNear: false })])
    },
    R13: () => {
      const person = somebody()
      const theirs = `case-of-somebody-known-${String(planted.length)}`
      sensitive.add(theirs)
      plant('R13', [put(person, inShift(person, lateDay()), { cases: [theirs] })])
    },
  }
  for (const [rule, count] of Object.entries(PLANTED) as [RuleId, number][]) for (let one = 0; one < count; one += 1) misuse[rule]()
  const each = Math.ceil(reads / (people.length * workingDays.length))
  for (const day of workingDays) for (const person of people) honestDay(person, day, Math.floor(random() * 2 * each + 0.5))
  const has: ReadonlySet<AlertData> = new Set(['directory', 'sensitive-list', 'roster'])
  const shifts = new Map(people.map(({ reader, begins }) => [reader, begins]))
  return {
    facts: facts.toSorted((a, b) => a.at - b.at),
    planted,
    names: [
      ...people.map(({ reader }) => reader),
      ...new Set(facts.flatMap(({ cases, asked, sought }) => [...cases, asked, sought])),
    ].filter((name) => name !== ''),
    surroundings: {
      ...LOG_ALONE,
      has,
      isSelf: (reader, caseLog) => self.get(reader) === caseLog,
      isClose: (reader, caseLog) => close.get(reader) === caseLog,
      isStaffOf: (agency, caseLog) => staff.get(caseLog) === agency,
      isSensitive: (caseLog) => sensitive.has(caseLog),
      // A shift of eight hours with two of grace on both sides.
      onDuty: (reader, at) => {
        const begins = shifts.get(reader)
        if (begins === undefined) return undefined
        const since = ((((at - START) / HOUR - (begins - 2)) % 24) + 24) % 24
        return since <= 12
      },
      facesPerpetrator: (role) => role === FACING,
    },
  }
}
