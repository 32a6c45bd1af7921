import type { AskedPublication } from '../../policy/decide/own-publication.ts'
import type { StoredPublication } from './stored.ts'

/** What the access record of an opening says of the event, with the reader's words; nothing of an event that is not there. */
export const recordedPublication = (publication: StoredPublication | undefined, words: string): Readonly<Record<string, string>> =>
  publication === undefined
    ? { words }
    : {
        system: publication.system,
        event: publication.event_id,
        type: publication.type,
        in_case: String(publication.case_log !== null),
        words,
      }

/** What is decided of, from what is on record: so that a replay asks the same. */
export const askedPublication = (
  { system = '', event = '', type = '', in_case: inCase }: Readonly<Record<string, string>>,
  isNamed: boolean,
): AskedPublication => ({ system, event_id: event, type, isNamed, isInCase: inCase === 'true' })
