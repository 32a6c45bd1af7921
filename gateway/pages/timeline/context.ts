import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { Speech } from './speech.ts'

/** What words of an event are made with, besides the event. */
export interface WordsContext {
  readonly catalogue: Catalogue
  /** An agency by its id; undefined where it is not registered. */
  readonly agencyName: (id: string) => string | undefined
  readonly speech: Speech
  /** What an event that is on the same page is called: its date and heading. Undefined for any other. */
  readonly eventWords: (id: string) => string | undefined
}

/** An agency by name, or by its id where it has none here. */
export const agencyWords = ({ agencyName }: Pick<WordsContext, 'agencyName'>, id: string): string => agencyName(id) ?? id
