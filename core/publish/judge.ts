import type { AgencyEvent } from '../../schemas/codec/agency-event.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { g02Publisher } from './g02-publisher.ts'
import { g06Subject } from './g06-subject.ts'
import { g08Dates } from './g08-dates.ts'
import { peopleReferences } from './people-references.ts'
import { sensitivityRaise } from './sensitivity-raise.ts'
import { wrongSource } from './wrong-source.ts'
import type { PublishContext, PublishRule } from './rule.ts'

/** The rules of an event alone, in the order of the domain's list. G01 and G03 to G05 are the schema check's (`createEventChecker`). */
export const publishRules: readonly PublishRule[] = [wrongSource, g02Publisher, g06Subject, g08Dates, peopleReferences, sensitivityRaise]

/** Judges a checked event by the rules that need no case. Returns everything that is wrong, and never a submitted value. */
export const judgeEvent = (event: AgencyEvent, context: PublishContext): FieldError[] => publishRules.flatMap((rule) => rule(event, context))
