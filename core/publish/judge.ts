import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { g02Publisher } from './g02-publisher.ts'
import { g06Subject } from './g06-subject.ts'
import { g07HarmedNamed } from './g07-harmed-named.ts'
import { g08Dates } from './g08-dates.ts'
import { g13Eligible } from './g13-eligible.ts'
import { g14BailViews } from './g14-bail-views.ts'
import { g17RegisterEntry } from './g17-register-entry.ts'
import { g18RegisterReview } from './g18-register-review.ts'
import { g19HousingViews } from './g19-housing-views.ts'
import { g20SocialCareReason } from './g20-social-care-reason.ts'
import { g21Language } from './g21-language.ts'
import { g22Override } from './g22-override.ts'
import { g23SafeContact } from './g23-safe-contact.ts'
import { g25InPerson } from './g25-in-person.ts'
import { g26DisclosureNames } from './g26-disclosure-names.ts'
import { g29CaseHeard } from './g29-case-heard.ts'
import { g31LevelChanged } from './g31-level-changed.ts'
import { g33OrderProtects } from './g33-order-protects.ts'
import { g35OutcomeNames } from './g35-outcome-names.ts'
import { g37SeparateRecord } from './g37-separate-record.ts'
import { g40BlockShown } from './g40-block-shown.ts'
import { peopleReferences } from './people-references.ts'
import { relinkNames } from './relink-names.ts'
import { sensitivityRaise } from './sensitivity-raise.ts'
import { w01Language } from './w01-language.ts'
import { w02TagAlone } from './w02-tag-alone.ts'
import { w03EncompassLate } from './w03-encompass-late.ts'
import { w04SameWorker } from './w04-same-worker.ts'
import { w05NoActionOnSubject } from './w05-no-action-on-subject.ts'
import { w06NoDueDate } from './w06-no-due-date.ts'
import { w08NoViewsHeard } from './w08-no-views-heard.ts'
import { w09OtherParty } from './w09-other-party.ts'
import { w10RoleAndAge } from './w10-role-and-age.ts'
import { w11IdentifierForm } from './w11-identifier-form.ts'
import { w12Placeholder } from './w12-placeholder.ts'
import { w13NoBirthDate } from './w13-no-birth-date.ts'
import { w14FoundByNothing } from './w14-found-by-nothing.ts'
import { wrongSource } from './wrong-source.ts'
import type { PublishContext, PublishRule } from './rule.ts'

/** The rules of an event alone, in the order of the domain's list. G01 and G03 to G05 are the schema check's (`createEventChecker`). */
export const publishRules: readonly PublishRule[] = [
  wrongSource,
  g02Publisher,
  g06Subject,
  g07HarmedNamed,
  g08Dates,
  g13Eligible,
  g14BailViews,
  g17RegisterEntry,
  g18RegisterReview,
  g19HousingViews,
  g20SocialCareReason,
  g21Language,
  g22Override,
  g23SafeContact,
  g25InPerson,
  g26DisclosureNames,
  g29CaseHeard,
  g31LevelChanged,
  g33OrderProtects,
  g35OutcomeNames,
  g37SeparateRecord,
  g40BlockShown,
  peopleReferences,
  sensitivityRaise,
]

/** What an event alone is warned of. */
export const publishWarnings: readonly PublishRule[] = [
  w01Language,
  w02TagAlone,
  w03EncompassLate,
  w04SameWorker,
  w05NoActionOnSubject,
  w06NoDueDate,
  w08NoViewsHeard,
  w09OtherParty,
  w10RoleAndAge,
  w11IdentifierForm,
  w12Placeholder,
  w13NoBirthDate,
  w14FoundByNothing,
  relinkNames,
]

/** Judges a checked event by the rules that need no case. Returns everything that is wrong, and never a submitted value. */
export const judgeEvent = (event: AgencyEvent, context: PublishContext): FieldError[] =>
  publishRules.flatMap((rule) => rule(event, context))

/** What an event that holds is warned of, as far as itself tells: stored with it and counted, never in its way. Never a submitted value. */
export const warningsOf = (event: AgencyEvent, context: PublishContext): FieldError[] =>
  publishWarnings.flatMap((rule) => rule(event, context))
