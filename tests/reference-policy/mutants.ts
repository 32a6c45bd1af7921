import { policySet } from '../../policy/release/policy-set.ts'
import type { ReleaseFiles } from '../../policy/release/load.ts'
import type { ReadRequest } from '../../policy/facts/input.ts'
import { isOneOf, type ShortPurpose } from './tables.ts'

/** A small change to a release that a mistake could make. */
export interface Mutant {
  readonly name: string
  readonly change: (files: ReleaseFiles) => ReleaseFiles
  /** Requests that it can bear on at all: of others nothing is to be learnt. Absent: every request. */
  readonly bearsOn?: (request: ReadRequest) => boolean
}

type Json = Record<string, unknown>

/** One policy is gone. */
const dropped = (id: string): Mutant => ({
  name: `without ${id}`,
  change: (files) =>
    new Map(
      [...files].map(([path, text]) => [
        path,
        !path.endsWith('.cedar') || !text.includes(`@id("${id}")`)
          ? text
          : Object.entries(policySet([[path, text]]))
              .filter(([name]) => name !== id)
              .map(([, policy]) => policy)
              .join('\n'),
      ]),
    ),
})

/** A policy says something else. Throws where the words are not there: the mutant would be the release. */
const reworded = (name: string, path: string, from: string, to: string): Mutant => ({
  name,
  change: (files) => {
    const text = files.get(path) ?? ''
    if (!text.includes(from)) throw new Error(`${path} does not say ${from}`)
    return new Map(files).set(path, text.replace(from, to))
  },
})

/** A table has another value at a path of keys. Throws where it had that value. */
const retabled = (name: string, file: string, keys: readonly string[], value: (was: unknown) => unknown): Mutant => ({
  name,
  change: (files) => {
    const path = `tables/${file}.json`
    const whole = JSON.parse(files.get(path) ?? '{}') as Json
    const parent = keys.slice(0, -1).reduce<Json>((table, key) => table[key] as Json, whole)
    const last = keys.at(-1) ?? ''
    const [was, is] = [JSON.stringify(parent[last]), value(parent[last])]
    if (was === JSON.stringify(is)) throw new Error(`${path} says so already`)
    parent[last] = is
    return new Map(files).set(path, JSON.stringify(whole))
  },
})

const cell = (sensitivity: string, purpose: string, to: string): Mutant =>
  retabled(`${sensitivity} for ${purpose} is ${to}`, 'matrix', ['matrix', sensitivity, purpose], () => to)
const without =
  (item: string) =>
  (was: unknown): unknown =>
    (was as readonly string[]).filter((other) => other !== item)
const and =
  (item: string) =>
  (was: unknown): unknown => [...(was as readonly string[]), item]
const allButTheFirst = (was: unknown): unknown => (was as readonly unknown[]).slice(1)

const forPurposes = (purposes: readonly ShortPurpose[], mutant: Mutant): Mutant => ({
  ...mutant,
  bearsOn: (request) => isOneOf(request.purpose, ...purposes),
})
const forPurpose = (purpose: ShortPurpose, mutant: Mutant): Mutant => forPurposes([purpose], mutant)
const forRole = (role: string, mutant: Mutant): Mutant => ({ ...mutant, bearsOn: (request) => request.reader.role === role })

/** Thirty-two mistakes: a policy dropped, a cell flipped, an approver lost, a list widened, a floor gone, somebody's word believed. */
export const MUTANTS: readonly Mutant[] = [
  dropped('floor.source'),
  dropped('floor.words'),
  dropped('embargo.until-its-time'),
  dropped('wishes.words-and-support'),
  dropped('objection.stops'),
  dropped('other-pair.withheld'),
  dropped('tombstone.statement-hidden-with-target'),
  dropped('reduced-event.urgency-only'),
  forRole('family_court_adviser', dropped('role-types.never')),
  forPurpose('OOCR', dropped('attendance.only')),
  forRole('programme_facilitator', dropped('facilitator.pattern-not-account')),
  forPurpose('EVA', dropped('event-purpose.evaluation-with-refusal')),
  forPurpose('MRM', cell('VIC_LOC', 'marac_risk_management', 'A')),
  forPurpose('PIN', cell('VIC_ID', 'perpetrator_intervention', 'A')),
  forPurpose('VSP', cell('TACTIC', 'victim_safety_planning', 'A')),
  forPurpose('ASG', cell('CHILD', 'adult_safeguarding', 'A')),
  forPurpose('AUD', cell('BEHAV', 'audit', 'W')),
  forPurposes(
    ['MRM', 'VSP', 'PIN', 'OFM', 'DTH'],
    retabled('a chair approves no court material', 'step-up', ['approvers', 'COURT'], without('marac_chair')),
  ),
  forPurpose('FCT', retabled('a chair approves words', 'step-up', ['approvers', 'VIC_VOICE'], and('marac_chair'))),
  forPurpose('CSG', retabled('emergency access lifts words', 'step-up', ['break_glass', 'lifts'], and('VIC_VOICE'))),
  retabled('emergency access lasts a minute longer', 'step-up', ['break_glass', 'minutes'], () => 241),
  forRole(
    'idva',
    retabled('an IDVA is limited to her pair in safety planning only', 'links', ['pair_roles'], () => []),
  ),
  retabled("a case manager may hold the advocate's role", 'roles', ['incompatible'], allButTheFirst),
  forRole(
    'programme_facilitator',
    retabled('a facilitator sees bail decisions', 'roles', ['roles', 'programme_facilitator', 'type_prefixes'], and('bail.')),
  ),
  forPurpose(
    'BAIL',
    reworded(
      "a refusal limits a bail officer's view of her",
      'cedar/class/76-wishes.cedar',
      '!["bail_decision", "oocr_decision", "child_safeguarding"]',
      '!["oocr_decision", "child_safeguarding"]',
    ),
  ),
  forPurpose(
    'OFM',
    reworded(
      'an objection stops no offender management',
      'cedar/class/78-objection.cedar',
      '"audit", "subject_access"]',
      '"audit", "subject_access", "offender_management"]',
    ),
  ),
  forPurposes(['MRM', 'AUD', 'SAR'], dropped('block.kept')),
  forPurposes(['MRM', 'AUD', 'SAR'], dropped('block.reason')),
  retabled('a block lasts an hour longer by itself', 'instruments', ['limits', 'block_hours'], () => 73),
  retabled('what opened before keeps its effect for a day more', 'instruments', ['limits', 'from_before_days'], () => 29),
  retabled('a Drive provider speaks for her to everybody', 'instruments', ['faces_perpetrator'], without('drive_provider')),
  retabled('a case manager is a worker of hers', 'instruments', ['her_workers', 'roles'], and('perp_case_manager')),
]
