import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { AgencyEntry } from '../../policy/facts/input.ts'
import { needsHarmReview } from './harm-review.ts'
import { shownAgency } from './item.ts'
import type { RecalledEntry } from './recall-item.ts'
import { disclosedReason, type Notice } from './recall-notices.ts'
import type { Teller } from './told-cases.ts'

/**
 * What a notice tells of the entry that was read, where its announcement is shown; null where it is not.
 * INVARIANT: never more than the reader may know today. What is said of an entry is reduced with it, so the decision on what is said holds for the entry, too; a later version is
 * decided for itself, and may be open where the entry was not: then the entry is told by month.
 */
export function recalledEntry(
  { types }: Pick<Catalogue, 'types'>,
  teller: Teller,
  { recall: { target }, announced }: Notice,
  agencies: ReadonlyMap<string, AgencyEntry>,
): RecalledEntry | null {
  if (announced === undefined) return null
  const { what, event, decision, said, instead } = announced
  const by = shownAgency(event.index.agency, agencies.get(event.index.agency), decision.publisher)
  const reason = disclosedReason(announced)
  const details = said === undefined ? undefined : (teller.dataOf(said.decision).details as Readonly<Record<string, unknown>>)
  const isHarmful = said !== undefined && details !== undefined && needsHarmReview(said.event.index.type, details)
  return {
    case: teller.case,
    event: teller.idOf(target.index),
    what,
    title: types.get(target.index.type)?.title ?? target.index.type,
    by,
    ...(reason === undefined ? {} : { reason }),
    announced_in: teller.idOf(event.index),
    announced: teller.occurredAs(event.index, decision.dates),
    type: target.index.type,
    subject: teller.subject,
    occurred: teller.occurredAs(target.index, said === undefined ? 'month' : said.decision.dates),
    agency:
      target.index.agency === event.index.agency || said === undefined
        ? by
        : shownAgency(target.index.agency, agencies.get(target.index.agency), said.decision.publisher),
    ...(details === undefined ? {} : { said: details }),
    ...(instead === undefined ? {} : { instead: teller.idOf(instead.index) }),
    ...(isHarmful ? { harm_review_needed: true } : {}),
  }
}
