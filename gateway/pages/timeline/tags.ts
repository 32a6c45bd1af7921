import type { TimelineItem } from '../../read/item.ts'
import { dateWords } from './dates.ts'
import { fieldOf } from './json.ts'
import { THIS_PERSON, type Speech } from './speech.ts'

/** How an event is known, in words (R.11): fact, report and opinion are told apart. */
const BASIS: Readonly<Record<string, string>> = {
  observed: 'Observed',
  reported_by_harmed: 'Reported by the person harmed',
  reported_by_child: 'Reported by a child',
  reported_by_subject: 'Stated by {him}',
  reported_by_third_party: 'Reported by another person',
  reported: 'Reported',
  professional_opinion: 'Professional opinion',
  intelligence: 'Intelligence',
  found_by_court: 'Found by a court',
  system_generated: 'From a device or system',
}

const VERIFICATION: Readonly<Record<string, string>> = {
  corroborated: 'Corroborated',
  verified: 'Verified',
  found: 'Found by a court',
  contested: 'Contested',
  retracted: 'Withdrawn',
}

/** How an event is known, in a word or two: what was seen, reported or thought. Undefined where the reader is not told. */
export function basisWords(assertion: unknown, { him }: Pick<Speech, 'him'>): string | undefined {
  const basis = fieldOf(assertion, 'basis')
  return typeof basis === 'string' && Object.hasOwn(BASIS, basis) ? BASIS[basis]?.replace('{him}', () => him) : undefined
}

/** Tags of an event: how it is known, whether it was corrected, came late, or is shown in part. Words only, no colours that carry meaning. */
export function tagsOf(
  item: {
    readonly data: Readonly<Record<string, unknown>>
    readonly corrected: boolean
    readonly late: boolean
    readonly state: string
  } & Pick<TimelineItem, 'contested_in' | 'use_restricted' | 'under_review' | 'sight_ends' | 'unreadable'>,
  speech: Pick<Speech, 'him'> = THIS_PERSON,
  withdrawn = false,
): readonly string[] {
  const { assertion } = item.data
  const basis = basisWords(assertion, speech)
  const verified = String(fieldOf(assertion, 'verification'))
  const verification = Object.hasOwn(VERIFICATION, verified) ? VERIFICATION[verified] : undefined
  const all = [
    ...(basis === undefined ? [] : [basis]),
    ...(verification === undefined ? [] : [verification]),
    ...(withdrawn ? ['Withdrawn'] : []),
    ...(item.corrected ? ['Corrected'] : []),
    ...(item.contested_in ? ['Contested'] : []),
    ...(item.use_restricted ? ['Use restricted while contested'] : []),
    ...(item.under_review ? ['Under review'] : []),
    ...(item.sight_ends === undefined ? [] : [`Overdue: sight of this case ends on ${dateWords(item.sight_ends)} while it is open`]),
    ...(item.unreadable ? ['Cannot be read'] : []),
    ...(item.late ? ['Recorded late'] : []),
    ...(item.state === 'reduced' ? ['Shown in a reduced form'] : []),
    ...(item.state === 'tombstone' ? ['Content not shown'] : []),
  ]
  return [...new Set(all)]
}
