import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { ReadersExplanation } from '../read/explanation.ts'
import type { ReadersLink } from '../read/readers-link.ts'
import { inSentence } from './in-sentence.ts'
import { roleWords } from './role-words.ts'
import { dateWords } from './timeline/dates.ts'

const LINKS: Readonly<Record<ReadersLink['kind'], string>> = {
  meeting: 'a meeting of your agency’s lists this case',
  named: 'you, or your agency, are listed for this case by name',
  listed: 'your agency is at the meeting that lists this case',
  allocated: 'you are allocated to this case',
  task: 'you have a task on this case',
  emergency: 'you opened emergency access to this case',
  extract: 'this case is in an extract that was approved for you',
}

const linkWords = ({ kind, meeting }: ReadersLink): string =>
  meeting === undefined ? LINKS[kind] : `your agency is at the meeting of ${dateWords(meeting.on)} that lists this case (${meeting.by})`

/** Why a reader sees something, in one sentence: who they are, for what, by what link to the case, on which lawful basis. */
export function whyWords(
  { reader, purpose, link, lawful_basis: law }: Pick<ReadersExplanation, 'reader' | 'purpose' | 'link' | 'lawful_basis'>,
  { codeLists }: Pick<Catalogue, 'codeLists'>,
): string {
  const label = codeLists.get('purpose')?.codes.find(({ code }) => code === purpose)?.label ?? purpose
  const because = link === undefined ? '' : `, because ${linkWords(link)}`
  const basis = law === undefined ? '' : `; the lawful basis is ${law}`
  return `You see this as ${roleWords(reader.role)} of ${reader.agency}, for ${inSentence(label)}${because}${basis}.`
}
