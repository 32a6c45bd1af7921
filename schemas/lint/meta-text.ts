import indexed from './indexed.json' with { type: 'json' }
import metaText from './meta-text.json' with { type: 'json' }

type PathsByType = Readonly<Record<string, readonly string[]>>

const listed = (list: PathsByType, type: string, path: string): boolean =>
  ['*', type].some((key) => Object.hasOwn(list, key) && list[key]?.includes(path) === true)

/** True for the free text of class META that was there at the start; a new one is refused (rule 13: text never enters a log's clear part). */
export const isListedMetaText = (eventType: string, path: string): boolean => listed(metaText, eventType, path)

/** True for the fields above META whose values decisions need in the clear index part, as a boolean or a keyed token. */
export const isListedIndexed = (eventType: string, path: string): boolean => listed(indexed, eventType, path)

/** Free text of class META by event type (`*`: in every type), as paths. */
export const listedMetaText = (): PathsByType => metaText
