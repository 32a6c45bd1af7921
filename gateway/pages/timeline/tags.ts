import type { TimelineItem } from '../../read/item.ts'
import { dateWords } from './dates.ts'

/** How an event is known, in words (R.11): fact, report and opinion are told apart. */
const BASIS: Readonly<Record<string, string>> = {
  observed: 'Observed',
  reported_by_harmed: 'Reported by the person harmed',
  reported_by_child: 'Reported by a child',
  reported_by_subject: 'Stated by him or her',
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

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined

/** Tags of an event: how it is known, whether it was corrected, came late, or is shown in part. Words only, no colours that carry meaning. */
export function tagsOf(
  item: {
    readonly data: Readonly<Record<string, unknown>>
    readonly corrected: boolean
    readonly late: boolean
    readonly state: string
  } & Pick<TimelineItem, 'contested_in' | 'use_restricted' | 'under_review' | 'sight_ends' | 'unreadable'>,
): readonly string[] {
  const words = (table: Readonly<Record<string, string>>, code: unknown): readonly string[] =>
    typeof code === 'string' && table[code] !== undefined ? [table[code]] : []
  const assertion = item.data.assertion
  const all = [
    ...words(BASIS, field(assertion, 'basis')),
    ...words(VERIFICATION, field(assertion, 'verification')),
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
