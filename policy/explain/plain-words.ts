/** What is known of a read besides its policies. */
export interface ReadInWords {
  /** Words were given for it. */
  readonly justified: boolean
  /** Dates and publisher are shown as they were recorded. */
  readonly exact: boolean
}

/**
 * What the policies of a release let a reader hear, as somebody says it who is glad to: in plain words, and by what is so. The words of the release itself are bytes that two people
 * signed, written for each policy alone; many say that something is not there. Policies that the reader's one sentence has already (purpose, link) say nothing more here.
 */
const PLAIN: Readonly<Record<string, string | ((read: ReadInWords) => string)>> = {
  'role-purpose.held': '',
  'role-purpose.death-review-by-grant': 'You were named for this death review.',
  'channel.live': '',
  'channel.live-evaluation-by-grant': 'You were named to read for evaluation on the screen.',
  'channel.extract': 'This purpose is answered as an extract.',
  'channel.aggregate': 'You asked for a number.',
  'channel.smallest-cell': 'The number that you asked for counts ten people or more.',
  'block.none': '',
  'conflict.none': 'The roles that you hold in this case go together.',
  'link.listed': '',
  'link.allocated': '',
  'link.task': '',
  'link.break-glass': '',
  'link.extract': '',
  'justification.given-or-not-needed': ({ justified }) =>
    justified
      ? 'You said what you need this case for; your words are kept with the record of this read.'
      : 'Your link and your purpose are reason enough.',
  'tombstone.audit': 'For an audit, what was taken back is shown as having been there.',
  'event-purpose.of-type': 'Events of this kind are shared for your purpose.',
  'key-class.whole': ({ exact }) =>
    exact ? 'You see when it happened and who recorded it, as they were recorded.' : 'You see in which month it happened.',
  'matrix.allow': 'The information sharing agreement gives your role these details.',
  'matrix.reduce': 'The information sharing agreement gives your role some details in a shorter form.',
  'matrix.allow-approved': 'Somebody who may do so opened details of this kind to you.',
  'matrix.reduce-approved': 'Somebody who may do so opened details of this kind to you in a shorter form.',
  'matrix.weigh': 'You are to weigh whether this goes into the pack.',
  'break-glass.lift': 'Your emergency access opens details of this kind.',
  'review.chair': 'You chair the meeting of this case, or of the area.',
  'review.data-protection-officer': 'You are the data protection officer of this case, or of the area.',
  'review.auditor': 'You audit who read what.',
}

/** Policies for which there are plain words. */
export const PLAIN_POLICIES: readonly string[] = Object.keys(PLAIN)

/** The sentence of a policy (`@id`) in plain words; the release's own for one that is not known here; undefined where there is nothing more to say. */
export function plainWords(policy: string, read: ReadInWords, ofRelease: string | undefined): string | undefined {
  const plain = PLAIN[policy]
  const words = plain === undefined ? ofRelease : typeof plain === 'string' ? plain : plain(read)
  return words === '' ? undefined : words
}
