import type { FieldError } from '../../schemas/codec/errors.ts'
import { holds } from './rule.ts'
import type { PublishRule } from './rule.ts'

const refusal: FieldError = { pointer: '/type', code: 'G02', detail: 'An agency of this type may not publish events of this type.' }

/** G02: the publisher's agency type must be on the event type's list. */
export const g02Publisher: PublishRule = (_, { publisher, schema }) => (schema.publishers.includes(publisher.type) ? holds : [refusal])
