import type { FieldError } from '../../schemas/codec/errors.ts'
import { holds } from './rule.ts'
import type { PublishRule } from './rule.ts'

const refusal: FieldError = {
  pointer: '/source',
  code: 'wrong-source',
  detail: 'The source names another agency than the one that is signed in.',
}

/** The agency is who the credential says (R.3): the event's source must name the same. */
export const wrongSource: PublishRule = (event, { publisher }) => (event.agency === publisher.agency ? holds : [refusal])
