import type { Evidence } from '../../../core/linking/evidence.ts'

/** Of somebody of whom an event says nothing. */
const NOBODY = 'nobody'

/**
 * Under what an event's subject is counted, as its sender named him: each strong identifier and the name; of one who has neither, the proceedings that the
 * event quotes. INVARIANT: from the event alone, before it is linked: nothing of it tells whether he is known.
 */
export function subjectKeys({ subject: { identifiers, name, full_name: fullName, surname }, proceedings }: Evidence): readonly string[] {
  const said = name ?? fullName ?? surname
  const keys = [...identifiers.map(({ token }) => token), ...(said === null ? [] : [said])]
  const instead = keys.length > 0 ? keys : proceedings.flatMap(({ tokens }) => tokens)
  return instead.length > 0 ? instead : [NOBODY]
}
