import type { IndexPart } from '../case/index-part.ts'
import { CASE_OWNER, type PartKey } from '../parts/classes.ts'

/** What the table of D.8 proposes for a part: `A` give, `R` give in reduced form, `P` to be decided. What it leaves out has no proposal. */
export type Proposal = 'A' | 'R' | 'P'

/** A part that may go into a pack. */
export interface ProposedPart extends PartKey {
  readonly proposal: Proposal
  /** It may say something of people beside who asks: the three-step test is about them. */
  readonly ofOthers: readonly ('perpetrator' | 'adult' | 'child')[]
}

/** Who asks: code of requester_kind, and the id of the person whose data it is. */
export interface Requester {
  readonly kind: string
  readonly person: string
}

/** Classes that are about the person harmed as such: another woman's are never hers to ask for. */
const isOther = ({ harmed }: IndexPart, owner: string, { person }: Requester): 'adult' | 'child' | undefined => {
  if (owner === CASE_OWNER || owner === person) return undefined
  const said = harmed.find((one) => one.person === owner)
  return said === undefined ? undefined : said.role === 'child' ? 'child' : 'adult'
}

/** Whose data of another person a requester may be given at all, by the table: a parent's child, a child's parent. */
const MAY_BE_OF: Readonly<Record<string, 'adult' | 'child'>> = { harmed_adult: 'child', child_or_parent: 'adult' }

/** Whether an event is about the person who asks: of the perpetrator every event of the case. Whom it may be of several people it is not about. Pure. */
export function concerns({ subject, harmed }: IndexPart, { kind, person }: Requester): boolean {
  if (kind === 'subject') return subject === '' || subject === person
  return harmed.some((one) => one.person === person && (one.candidates ?? []).length === 0)
}

/** Everybody beside who asks whom an event names. */
function othersIn({ subject, harmed }: IndexPart, { person }: Requester): ProposedPart['ofOthers'] {
  const roles = harmed
    .filter((one) => one.person !== person)
    .map(({ role }) => (role === 'child' ? ('child' as const) : ('adult' as const)))
  return [...new Set([...(subject === '' || subject === person ? [] : ['perpetrator' as const]), ...roles])]
}

/**
 * What a pack proposes for the parts of an event, by the effects of the policy (D.8) and by who else is in it: another harmed person's own data is left out; what is of
 * several people is decided where it names a harmed person beside who asks. Never more than the table gives. Pure.
 */
export function proposalsFor(
  index: IndexPart,
  parts: readonly (PartKey & { readonly proposal: Proposal })[],
  requester: Requester,
): readonly ProposedPart[] {
  const others = othersIn(index, requester)
  const harmedBeside = others.some((role) => role !== 'perpetrator')
  return parts.flatMap(({ owner, class: sensitivity, proposal }): readonly ProposedPart[] => {
    const other = isOther(index, owner, requester)
    if (other !== undefined && (requester.kind === 'subject' || MAY_BE_OF[requester.kind] !== other)) return []
    if (other !== undefined) return [{ owner, class: sensitivity, proposal, ofOthers: [other] }]
    if (owner !== CASE_OWNER) return [{ owner, class: sensitivity, proposal, ofOthers: [] }]
    return [{ owner, class: sensitivity, proposal: proposal === 'A' && harmedBeside ? 'P' : proposal, ofOthers: others }]
  })
}
