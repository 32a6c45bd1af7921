/** What is known of a decision of who is who, and of who asked for it. */
export interface RelinkAsked {
  readonly kind: 'join' | 'part'
  /** The bus operator, on the data protection officer's order. */
  readonly byOperator: boolean
  /** The sender has an event of its own of each, and standing in both. */
  readonly hasBoth: boolean
  /** The sender has standing in both. */
  readonly hasStanding: boolean
  /** The sender has a worker who is allocated to one of the people. */
  readonly isHerWorker: boolean
  /** The sender joined what is to be parted. */
  readonly joined: boolean
  /** Strong identifiers or birth dates of those who would be one contradict. */
  readonly contradicts: boolean
  /** Yeses of people of agencies that have standing in both. */
  readonly seconded: boolean
  /** A yes of the operator's data protection officer. */
  readonly orderedByOfficer: boolean
}

/**
 * Whether what people of an agency decided of who is who takes effect (domain model D.11 (6)); what does not is kept and waits. To join: an event of each and
 * standing in both, or a second signed-in person of an agency that has it, or her allocated worker; against identifiers or birth dates only the data protection
 * officer. To part: who joined, or standing in both with a second signed-in person.
 */
export function takesEffect(asked: RelinkAsked): boolean {
  if (asked.byOperator || asked.orderedByOfficer) return true
  if (asked.kind === 'part') return asked.joined || (asked.hasStanding && asked.seconded)
  return !asked.contradicts && (asked.hasBoth || asked.isHerWorker || asked.seconded)
}
