/** What is known of a decision of who is who, and of the agency that sent it. */
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
  /** Somebody signed in, of an agency with standing in both, has confirmed it. */
  readonly seconded: boolean
  /** The operator's data protection officer has confirmed it. */
  readonly orderedByOfficer: boolean
}

/**
 * Whether a decision of who is who takes effect (domain model D.11 (6)); one that does not is kept and waits.
 * To join: the sender has an event of its own of each and standing in both; or a signed-in person of an agency with standing in both confirms it; or the sender has the
 * worker who is allocated to her. Where identifiers or birth dates contradict: only the data protection officer.
 * To part: the sender joined them; or it has standing in both, and a signed-in person of an agency that has, too, confirms it.
 */
export function takesEffect(asked: RelinkAsked): boolean {
  if (asked.byOperator || asked.orderedByOfficer) return true
  if (asked.kind === 'part') return asked.joined || (asked.hasStanding && asked.seconded)
  return !asked.contradicts && (asked.hasBoth || asked.isHerWorker || asked.seconded)
}
