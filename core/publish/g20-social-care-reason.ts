import { inDetails, ofType } from './of-type.ts'
import { isReason, REASON_CHARACTERS } from './stated.ts'

const refusal = inDetails(
  'G20',
  'reason_in_terms_of_subject',
  `Say in ${String(REASON_CHARACTERS)} characters or more what the subject did.`,
)

/** G20: a social-care decision says what the subject did. */
export const g20SocialCareReason = ofType('family.social-care-decided', ({ reason_in_terms_of_subject: reason }) => [
  !isReason(reason) && refusal,
])
