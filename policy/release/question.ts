/** What a question is about: a folder of cedar/, and one policy set. */
export const SUBJECTS = ['request', 'event', 'class'] as const
export type Subject = (typeof SUBJECTS)[number]

/** What is asked about each: an action that is not here is asked nowhere. */
export const ASKED: Readonly<Record<Subject, readonly string[]>> = {
  request: [
    'invoke',
    'use_channel',
    'publish_cell',
    'pass_block',
    'pass_conflict',
    'pass_link',
    'justify',
    'review',
    'close_review',
    'see_reviewed',
  ],
  event: ['see', 'see_whole', 'see_tombstone'],
  class: ['show', 'reduce', 'weigh'],
}

/** A question to the policies: may this role do this to that? */
export interface Question {
  readonly about: Subject
  readonly role: string
  readonly action: string
  /** A purpose for a request, else a class. */
  readonly resource: string
  /** Facts with a value, in the order of the Cedar schema. */
  readonly values: Readonly<Record<string, string | number>>
  /** What is true of it. */
  readonly facts: readonly string[]
}

/** The type of the entity that is a question's resource. */
export const resourceType = (about: Subject): 'Purpose' | 'Class' => (about === 'request' ? 'Purpose' : 'Class')
