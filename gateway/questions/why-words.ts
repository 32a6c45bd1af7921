import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { AccessItem } from './read-item.ts'
import type { ClassOutcome, WhySummary } from './why-summary.ts'
import { counted } from '../../core/words/counted.ts'

type Lists = Pick<Catalogue, 'codeLists'>

const labelIn = ({ codeLists }: Lists, list: string, code: string): string =>
  codeLists.get(list)?.codes.find((entry) => entry.code === code)?.label ?? code

const inEntries = (count: number): string => `in ${counted(count, 'entry', 'entries')}`

const listWords = (lists: Lists, classes: readonly ClassOutcome[], of: 'reduced' | 'withheld'): string =>
  classes
    .filter((one) => one[of] > 0)
    .map((one) => `${labelIn(lists, 'sensitivity_class', one.class)} (${one.class}) ${inEntries(one[of])}`)
    .join(', ')

const REFUSED: Readonly<Record<string, string>> = {
  not_found: 'no link to a case that is there, or barred from it',
  deny_role_purpose: 'the role may not read for that purpose',
  deny_role_conflict: 'the reader has a role on the case that excludes this one',
  deny_channel: 'that role does not read live timelines',
  deny_justification: 'words were asked for first',
}

/** Why a read was allowed, or refused, as one short paragraph. Pure. */
export function whyParagraph(
  { reader, purpose, law, outcome, break_glass: isEmergency }: AccessItem,
  summary: WhySummary,
  lists: Lists,
): string {
  const who = `${reader.role.replaceAll('_', ' ')} of ${reader.agency_name}, purpose ${labelIn(lists, 'purpose', purpose)}${law === null ? '' : ` (${law})`}`
  if (outcome !== 'permit') return `Refused: ${who}; ${REFUSED[outcome] ?? outcome}.`
  const { classes, entries, policies } = summary
  const [reduced, withheld] = [listWords(lists, classes, 'reduced'), listWords(lists, classes, 'withheld')]
  return [
    `Allowed: ${who}.`,
    ...(isEmergency ? ['Emergency access was open.'] : []),
    `${counted(entries, 'entry', 'entries')} went out, by ${counted(policies.length, 'policy', 'policies')}.`,
    ...(reduced === '' ? [] : [`In short form: ${reduced}.`]),
    ...(withheld === '' ? [] : [`Withheld: ${withheld}.`]),
  ].join(' ')
}
