import type { Access } from '../../gateway/audit/recorder.ts'
import { createCaseIds } from '../../gateway/read/case-ids.ts'
import { createEventIds, readerReference } from '../../gateway/read/event-ids.ts'
import { decisionValue } from '../../gateway/read/on-record.ts'
import type { SealedRow } from '../../gateway/read/open-parts.ts'
import { disclosedSetHash } from '../../core/disclosure/disclosed-set.ts'
import { pageOf, type PageRequest } from '../../core/disclosure/page.ts'
import { hasReducedForm } from '../../core/parts/reduce.ts'
import { staffToken, type LinkingSecret } from '../../core/linking/tokens.ts'
import type { Decision, EventDecision } from '../../policy/decide/decision.ts'
import { ofControl } from '../../policy/facts/input.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Catalogue } from '../../schemas/index.ts'
import type { CaseAt } from './folds.ts'
import type { MadeUpStaff } from './staff.ts'

/** A read that is to be decided and put on record. */
export interface AskedRead {
  readonly staff: MadeUpStaff
  readonly purpose: string
  readonly justified: boolean
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string
  readonly page: Pick<PageRequest, 'order' | 'limit' | 'family'>
  readonly case: CaseAt
}

export interface ReadDeps {
  readonly policy: Policy
  readonly catalogue: Catalogue
  readonly secrets: { readonly linking: LinkingSecret; readonly readerIds: Buffer }
}

const ACTION = 'timeline'

/** The events of the page, as `gateway/read/timeline.ts` selects them. */
function onPage(
  { catalogue, secrets }: ReadDeps,
  { staff, page, case: { of } }: AskedRead,
  { events }: Decision,
): readonly EventDecision[] {
  const idOf = createEventIds(secrets.readerIds, `${staff.agency}:${staff.id}`)
  const byLog = new Map(of.logs.map((log) => [log.caseLog, log.events]))
  const shown = events.flatMap((decision) => {
    const index = byLog.get(decision.caseLog)?.[decision.sequence - 1]?.index
    return index === undefined ? [] : [{ decision, index, id: idOf(index), family: catalogue.types.get(index.type)?.family ?? '' }]
  })
  return pageOf(shown, page).events.map(({ decision }) => decision)
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** The rows that the read store would give for what is disclosed: plain parts, and of each class that has one a reduced part with the hash of its plain form. */
const rowsOf = ({ case: { of } }: AskedRead, disclosed: readonly EventDecision[]): readonly SealedRow[] =>
  disclosed.flatMap(({ caseLog, sequence, parts }) => {
    const applied = of.logs.find((log) => log.caseLog === caseLog)?.applied[sequence - 1]
    return parts
      .flatMap((part): readonly SealedRow[] => {
        const row = applied?.parts.find((one) => one.part.owner === part.owner && one.part.class === part.class)
        return row === undefined || (part.form === 'reduced' && !hasReducedForm(part.class))
          ? []
          : [{ ...part, caseLog, sequence, hash: row.hash, sealed: row.part.sealed }]
      })
      .sort((one, other) => byText(one.class, other.class) || byText(one.owner, other.owner) || byText(one.form, other.form))
  })

/** Decides a read of a timeline by the release in force, over the case as it was, and says what a gateway would put on record. Pure. */
export function decidedRead(deps: ReadDeps, asked: AskedRead): Access {
  const { policy, secrets } = deps
  const {
    staff,
    purpose,
    justified,
    at,
    page,
    case: { of, control, versions },
  } = asked
  const name = `${staff.agency}:${staff.id}`
  const reader = {
    staff: name,
    tokens: [staffToken(secrets.linking, name), staffToken(secrets.linking, staff.agency)],
    agency: staff.agency,
    role: staff.role,
  }
  const decision = policy.decide({
    request: { reader, purpose, channel: 'live', justified },
    ...ofControl(control),
    now: at,
    logs: of.logs,
    same: of.same,
  })
  const disclosed = decision.outcome === 'permit' ? onPage(deps, asked, decision) : []
  const rows = rowsOf(asked, disclosed)
  const cases = of.logs.map(({ caseLog }) => caseLog)
  return {
    at,
    action: ACTION,
    reader: { staff: name, reference: readerReference(secrets.readerIds, name), agency: staff.agency, role: staff.role },
    purpose,
    outcome: decision.outcome,
    engine: policy.engine,
    policy: policy.hash,
    versions,
    request: {
      cases,
      asked: createCaseIds(secrets.readerIds).outside(staff.agency, of.caseLog),
      channel: 'live',
      justified,
      page: { ...(page.family === undefined ? {} : { family: page.family }), order: page.order, limit: String(page.limit) },
    },
    decision: decisionValue(decision, disclosed, rows, cases),
    released: disclosedSetHash(disclosed, rows),
  }
}
