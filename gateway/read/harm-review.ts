/**
 * Whether a withdrawal asks for a harm review (domain model, E): it was of the wrong person, or its agency says that somebody may have come to harm by it. `details`: what of it is
 * released; what is not decides nothing.
 */
export const needsHarmReview = (type: string, { reason, harm_review_needed: asked }: Readonly<Record<string, unknown>>): boolean =>
  type === 'record.retracted' && (asked === true || reason === 'wrong_person')
