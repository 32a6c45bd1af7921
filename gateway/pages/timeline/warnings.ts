import type { TimelineItem } from '../../read/item.ts'
import { fieldOf } from './json.ts'
import type { Speech } from './speech.ts'

/** That he must not learn of an event. */
export interface Warning {
  readonly words: string
  /** True where it was said of this event in particular; false where it is what stands in doubt (`perp_knows: never`). */
  readonly isParticular: boolean
}

/** What he must not learn of an event, in words: by its handling, and by what its details say. Empty where he may know. */
export function warningsOf({ data }: Pick<TimelineItem, 'data'>, { him }: Pick<Speech, 'him'>): readonly Warning[] {
  const knows = fieldOf(data.handling, 'perp_knows')
  const said = (name: string): unknown => fieldOf(data.details, name)
  const particular = [
    ...(knows === 'after_action' ? [`Do not tell ${him} about this before the planned action is done.`] : []),
    ...(said('perpetrator_must_not_know') === true ? [`Do not tell ${him} about this action.`] : []),
    ...(said('do_not_contact_subject_about_this') === true ? [`Do not raise this with ${him}, not even by a hint.`] : []),
    ...(said('subject_to_be_told') === false ? [`Do not tell ${him} about this decision.`] : []),
  ].map((words) => ({ words, isParticular: true }))
  return particular.length === 0 && knows === 'never' ? [{ words: `Do not tell ${him} about this.`, isParticular: false }] : particular
}
