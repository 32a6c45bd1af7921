import type { Facts } from './made-up.ts'
import type { Chance } from './random.ts'
import { classes, PURPOSE } from './tables.ts'

export const TOKENS = ['token:reader', 'token:team', 'token:somebody'] as const
const PURPOSES: readonly string[] = Object.values(PURPOSE)
const STATUSES = [
  'agreed',
  'agreed_in_part',
  'refused',
  'refused',
  'withdrawn',
  'not_sought_unsafe',
  'not_sought_urgent',
  'lacks_capacity',
  'unknown',
] as const
const HERS = ['VIC_ID', 'VIC_LOC', 'VIC_VOICE', 'VIC_SUPPORT', 'VIC_HEALTH', 'CHILD'] as const
/** Days around the moment of the read, and the day itself. */
const DAYS = ['2026-02-01', '2026-04-20', '2026-05-03', '2026-05-31', '2026-06-01', '2026-06-02', '2026-12-01'] as const

const sometimes = (chance: Chance, n: number, facts: Facts): Facts => (chance.oneIn(n) ? facts : {})
const yesOrNo = (chance: Chance): readonly string[] => [chance.pick(['true', 'false'])]

function consent(chance: Chance): Facts {
  const status = chance.pick(STATUSES)
  return {
    person_role: [chance.oneIn(8) ? chance.pick(['subject', 'child_or_parent']) : 'harmed_adult'],
    status: [status],
    purposes: [chance.pick(PURPOSES)],
    ...(status === 'agreed_in_part' || chance.oneIn(8) ? { classes_excluded: chance.some(chance.oneIn(3) ? classes : HERS, 3) } : {}),
    ...sometimes(chance, 4, { valid_until: [chance.pick(DAYS)] }),
  }
}

export interface FactsAround {
  /** An id of another event, known or not. */
  readonly target: () => string
  /** What the case will be read for. */
  readonly purpose: string
}

/** The indexed facts of an event, by its type: codes and days as agencies say them. */
export function randomFacts(chance: Chance, type: string, { target, purpose }: FactsAround): Facts {
  const day = (): readonly string[] => [chance.pick(DAYS)]
  switch (type) {
    case 'consent.recorded':
      return consent(chance)
    case 'consent.override-recorded':
      return {
        purposes: chance.oneIn(2) ? [purpose] : chance.some(PURPOSES, 3),
        classes: chance.some(chance.oneIn(3) ? classes : HERS, 2),
        expires_on: chance.oneIn(2) ? day() : ['2026-12-01'],
      }
    case 'marac.referral-made':
      return { consent_status: [chance.pick(STATUSES)] }
    case 'marac.case-listed':
      return {
        meeting_on: [`${chance.oneIn(8) ? '2025-05-25' : chance.pick(DAYS)}T10:00:00+01:00`],
        agencies_asked: chance.some(['police', 'idva_service', 'housing_la', 'probation'], 2),
        list_status: [chance.oneIn(4) ? chance.pick(['deferred', 'emergency_meeting', 'withdrawn', 'not_accepted_reason']) : 'listed'],
      }
    case 'marac.action-agreed':
      return { owner: [chance.pick(['fixture-police', 'fixture-idva', 'fixture-marac'])], due: [chance.pick([...DAYS, '2026-03-09'])] }
    case 'marac.case-heard':
      return { heard_on: [`${chance.pick(DAYS)}T10:00:00+01:00`] }
    case 'marac.action-updated':
      return {
        status: [chance.pick(['completed', 'superseded', 'not_possible_reason', 'in_progress', 'overdue'])],
        updated_on: day(),
      }
    case 'rights.request-updated':
      return {
        kind: [chance.oneIn(5) ? 'erasure' : 'objection'],
        requester_kind: [chance.pick(['subject', 'harmed_adult', 'child_or_parent'])],
        status: [
          chance.pick(['received', 'in_review', 'granted', 'granted_in_part', 'refused_reason', 'neither_confirm_nor_deny', 'closed']),
        ],
        restriction_while_pending: yesOrNo(chance),
      }
    case 'case.access-blocked':
      return {
        blocked_ref: [chance.oneIn(3) ? TOKENS[0] : TOKENS[2]],
        from_on: [chance.oneIn(2) ? '2026-01-02T09:00:00+00:00' : `${chance.pick(DAYS)}T09:00:00+00:00`],
        ...sometimes(chance, 3, { until: day() }),
      }
    case 'voice.safety-concern-raised':
      return { do_not_contact_subject_about_this: yesOrNo(chance) }
    case 'programme.session-recorded':
      return chance.oneIn(3) ? {} : { concern_raised: yesOrNo(chance) }
    case 'record.corrected':
    case 'record.contested':
    case 'record.retracted':
    case 'record.erased':
      return { target_event: [target()] }
    default:
      return {}
  }
}
