import { caseLinked, CASE_LINKED } from '../../core/case/system-event.ts'
import type { CaseEventRecord, NumberedEvent } from '../../core/case/index-part.ts'
import { staffToken, type LinkingSecret } from '../../core/linking/tokens.ts'
import { below, oneOf, uuid, type Random } from '../../producers/simulator/random.ts'
import { loadSystemTypes, recordOf } from '../../schemas/index.ts'
import type { CaseLogId } from '../../schemas/ids.ts'
import type { MadeUpStaff } from './staff.ts'

/** Somebody with access to a case. */
export interface GivenLink {
  readonly staff: MadeUpStaff
  readonly caseLog: CaseLogId
}

const LISTED: ReadonlySet<string> = new Set(['marac_coordinator', 'marac_chair', 'agency_rep', 'social_worker'])
const AUDITS: ReadonlySet<string> = new Set(['auditor', 'dpo'])
const MONTH_MS = 30 * 86_400_000

const kindOf = (role: string): 'listed' | 'audit' | 'allocated' => (LISTED.has(role) ? 'listed' : AUDITS.has(role) ? 'audit' : 'allocated')

/** People who get access to a case, and the system events that give it: some for a few days only, some for one pair. */
export function linksFor(
  random: Random,
  {
    caseLog,
    events,
    staff,
    secret,
    now,
  }: {
    readonly caseLog: CaseLogId
    readonly events: readonly NumberedEvent[]
    readonly staff: readonly MadeUpStaff[]
    readonly secret: LinkingSecret
    readonly now: number
  },
): { readonly given: readonly GivenLink[]; readonly records: readonly CaseEventRecord[] } {
  const schema = recordOf(loadSystemTypes(), CASE_LINKED).fingerprint
  const at = new Date(now).toISOString()
  const harmed = events.flatMap(({ index }) => index.harmed).find(({ role }) => role === 'adult')
  const people = [...new Set(Array.from({ length: 3 + below(random, 4) }, () => oneOf(random, staff)))]
  const records = people.map((one) =>
    caseLinked({
      eventId: uuid(random),
      caseLog,
      schema,
      at,
      agency: one.agency,
      staff: staffToken(secret, `${one.agency}:${one.id}`),
      role: one.role,
      link: kindOf(one.role),
      pairs: one.role === 'idva' && harmed !== undefined ? [harmed.person] : [],
      from: at,
      ...(random() < 0.2 ? { until: new Date(now + random() * MONTH_MS).toISOString() } : {}),
    }),
  )
  return { given: people.map((one) => ({ staff: one, caseLog })), records }
}
