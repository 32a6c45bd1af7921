import type { Candidate } from '../../questions/people.ts'
import { roleWords } from '../role-words.ts'
import { counted } from '../../../core/words/counted.ts'

const MATCHED: Readonly<Record<string, string>> = { name: 'name and date of birth', full_name: 'name' }
const PARTS: Readonly<Record<string, string>> = { subject: 'the person who uses abuse', harmed: 'a person harmed', other: 'another person' }

/** Somebody who may be meant, as a choice: no name, since that is what was asked with. */
export function candidateRow({ person, case: caseId, role, matched, entries }: Candidate): {
  readonly value: string
  readonly text: string
} {
  const by = matched.map((kind) => MATCHED[kind] ?? `${kind} number`).join(', ')
  const part = PARTS[role] ?? roleWords(role)
  return {
    value: person,
    text: `In case ${caseId.slice(0, 6)}…, ${part}: found by ${by}, in ${counted(entries, 'entry', 'entries')}`,
  }
}
