import type { FieldError } from '../../schemas/codec/errors.ts'
import { holds } from './rule.ts'
import type { PublishRule } from './rule.ts'

/** How the types begin that say what was done to somebody, or what somebody harmed has said. */
const ABOUT_SOMEBODY = [
  'behaviour.',
  'voice.',
  'order.breached',
  'bail.breached',
  'bail.victim',
  'oocr.victim',
  'dvds.',
  'marac.referral',
  'family.encompass',
] as const

const refusal: FieldError = { pointer: '/data/harmed', code: 'G07', detail: 'Events of this type name at least one harmed person.' }

/** G07: an event about what was done to somebody names at least one harmed person. */
export const g07HarmedNamed: PublishRule = ({ type, data: { harmed } }) =>
  harmed.length === 0 && ABOUT_SOMEBODY.some((beginning) => type.startsWith(beginning)) ? [refusal] : holds
