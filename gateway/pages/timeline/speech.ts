import { personName } from './people.ts'

/** How a page speaks of the person who uses abuse: one way for all of a page, so that nobody reads of two people. */
export interface Speech {
  /** `He`, `She`, a name, or `This person`: begins a sentence. */
  readonly He: string
  /** The same inside a sentence. */
  readonly he: string
  readonly him: string
  /** `his`, `her`, or the possessive of a name. */
  readonly his: string
  /** What stands before a thing of his in a sentence that he is the subject of: `his`, `her`, or `the`. */
  readonly the: string
}

const MALE: Speech = { He: 'He', he: 'he', him: 'him', his: 'his', the: 'his' }
const FEMALE: Speech = { He: 'She', he: 'she', him: 'her', his: 'her', the: 'her' }

/** Where nothing is known that he could be called by. */
export const THIS_PERSON: Speech = {
  He: 'This person',
  he: 'this person',
  him: 'this person',
  his: 'this person’s',
  the: 'the',
}

/** A name as it is. Never `they`, which reads as two people who abuse each other. */
const called = (name: string): Speech => ({ He: name, he: name, him: name, his: `${name}’s`, the: 'the' })

/** The one way to speak of somebody, from what is best known of them on the page: by sex, else by name, else as this person. */
export function speechOf(subject: Readonly<Record<string, unknown>> | null): Speech {
  if (subject?.sex === 'male') return MALE
  if (subject?.sex === 'female') return FEMALE
  const name = personName(subject)
  return name === undefined ? THIS_PERSON : called(name)
}
