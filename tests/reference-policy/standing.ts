import type { Fates } from './gone.ts'
import { stands } from './gone.ts'
import { wasEnded } from './links.ts'
import { listsOf } from './listings.ts'
import { startOf } from './moments.ts'
import { during, ofBus, value, values, type Asked, type Said } from './record.ts'
import { isOneOf, tables } from './tables.ts'
import { barring, mayApprove, openedBy, type Word } from './word.ts'

/** What a case says of its reader. */
export interface Standing {
  readonly blocked: boolean
  /** Other roles of this person: by sign-in, or had on the case. */
  readonly otherRoles: readonly string[]
  readonly listed: boolean
  readonly allocated: boolean
  readonly audits: boolean
  readonly breakGlass: boolean
  /** MARAC lists that link the reader's agency. */
  readonly lists: readonly Said[]
  /** Links that were given, with the people that each names: none, the perpetrator, or a pair. */
  readonly links: readonly { readonly link: string; readonly people: readonly string[] }[]
  /** Classes that a second person has opened, and for which harmed people; undefined: for everybody. */
  readonly approved: readonly { readonly class: string; readonly people: readonly string[] | undefined }[]
}

const MINUTE = 60_000

/** D.10: live for the role on its list, with a reason of 40 characters, for 240 minutes, for eight purposes. */
function hasBreakGlass(asked: Asked, mine: (event: Said, field: string) => boolean): boolean {
  const {
    request: { reader, purpose },
  } = asked.input
  const { roles, reason_chars: least, minutes } = tables.break_glass
  if (!roles.includes(reader.role) || !isOneOf(purpose, 'MRM', 'VSP', 'CSG', 'ASG', 'PIN', 'OFM', 'BAIL', 'DVD')) return false
  return ofBus(asked, 'access.break-glass-opened').some((opened) => {
    const open = asked.now - Date.parse(value(opened, 'opened_at') ?? '')
    return (
      mine(opened, 'staff') &&
      value(opened, 'role') === reader.role &&
      (value(opened, 'purpose') ?? purpose) === purpose &&
      Number(value(opened, 'reason_length') ?? 0) >= least &&
      open >= 0 &&
      open <= minutes * MINUTE
    )
  })
}

/** D.10: by a role on the class's list, by another person than the asker, for that class. */
const approvedClasses = (
  asked: Asked,
  word: Word,
  barred: readonly Said[],
  mine: (event: Said, field: string) => boolean,
): Standing['approved'] =>
  ofBus(asked, 'access.approval-given')
    .filter(
      (given) =>
        mine(given, 'asker') &&
        values(given, 'giver').length > 0 &&
        !mine(given, 'giver') &&
        during(asked, given, 'at', 'until') &&
        values(given, 'purpose').every((purpose) => purpose === asked.input.request.purpose),
    )
    .flatMap((given) =>
      values(given, 'class')
        .filter((sensitivity) => mayApprove(sensitivity, value(given, 'role') ?? ''))
        .map((sensitivity) => ({ class: sensitivity, people: openedBy(word, barred, given, sensitivity) })),
    )

export function standingOf(asked: Asked, fates: Fates, word: Word): Standing {
  const { reader } = asked.input.request
  const mine = (event: Said, field: string): boolean => values(event, field).some((token) => reader.tokens.includes(token))
  const links = ofBus(asked, 'access.case-linked').filter((link) =>
    values(link, 'staff').length > 0 ? mine(link, 'staff') : values(link, 'agency').includes(reader.agency),
  )
  const live = links
    .filter(
      (link) =>
        during(asked, link, 'from', 'until') &&
        !wasEnded(asked, link) &&
        values(link, 'purpose').every((purpose) => purpose === asked.input.request.purpose),
    )
    .map((link) => ({ link: value(link, 'link') ?? '', people: values(link, 'pairs') }))
  const lists = listsOf(asked, fates)
  const barred = barring(word, (event) => stands(fates, event))
  const has = (kind: string): boolean => live.some(({ link }) => link === kind)
  const begun = (event: Said, field: string): boolean => values(event, field).every((from) => startOf(from) <= asked.now)
  const held = [
    ...links.filter((link) => mine(link, 'staff') && begun(link, 'from')),
    ...ofBus(asked, 'access.approval-given').filter((given) => mine(given, 'giver') && begun(given, 'at')),
    ...ofBus(asked, 'access.break-glass-opened').filter((opened) => mine(opened, 'staff') && begun(opened, 'opened_at')),
  ]
  return {
    blocked: barred.some((block) => mine(block, 'blocked_ref')),
    otherRoles: [...(reader.otherRoles ?? []), ...held.flatMap((event) => values(event, 'role'))],
    listed: has('listed') || lists.length > 0,
    allocated: has('allocated'),
    audits: has('audit'),
    breakGlass: hasBreakGlass(asked, mine),
    lists,
    links: live,
    approved: approvedClasses(asked, word, barred, mine),
  }
}
