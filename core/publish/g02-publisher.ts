import type { FieldError } from '../../schemas/codec/errors.ts'
import { holds } from './rule.ts'
import type { PublishContext, PublishRule } from './rule.ts'

/** What an agency of the publisher's type may send: of the catalogue, which is open to anybody. */
function refusal({ publisher: { type }, schema, mayPublish }: PublishContext): FieldError {
  const others = mayPublish?.(type) ?? []
  const instead = others.length === 0 ? '' : ` It may publish ${others.join(', ')}.`
  return {
    pointer: '/type',
    code: 'G02',
    detail: `An agency of type ${type} may not publish events of this type, which is for ${schema.publishers.join(', ')}.${instead}`,
  }
}

/** G02: the publisher's agency type must be on the event type's list. */
export const g02Publisher: PublishRule = (_, context) =>
  context.schema.publishers.includes(context.publisher.type) ? holds : [refusal(context)]
