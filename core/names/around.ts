import { beside } from './lexicon.ts'
import { isName, isSmall, isTitle, type Said } from './words.ts'

/** `known as`, `aka`: a name must follow. */
const isKnownAs = (before: Said): boolean => beside.knownAs.has(before.name) || (before.name === 'as' && before.before?.name === 'known')

/** What stands before a name, so that a name must follow: `Mrs`, `her sister`, `known as`. */
export function isIntroduced({ before }: Said): boolean {
  if (before === undefined) return false
  if (isTitle(before) && (!isSmall(before) || beside.plainTitles.has(before.name))) return true
  return isKnownAs(before) || (before.name.split(' ').some((part) => beside.relations.has(part)) && (isSmall(before) || before.starts))
}

export const hasTitle = ({ before }: Said): boolean => before !== undefined && isTitle(before)
export const hasPlainTitle = ({ before }: Said): boolean => before !== undefined && beside.plainTitles.has(before.name)

/** Whether what follows is what people do: `said`, `was arrested`. */
export function acts({ owns, after }: Said): boolean {
  if (after === undefined || owns) return false
  return beside.said.has(after.name) || (/^(?:was|is|has|had)$/u.test(after.name) && beside.wasPeople.has(after.after?.name ?? ''))
}

/** After an article, or whose it is: `the Will`, `each May`. */
export const isDetermined = ({ before }: Said): boolean => before !== undefined && beside.determiners.has(before.name)

/** After what is done to people alone: `told`, `rang`. */
export const isMet = ({ before }: Said): boolean => before !== undefined && isSmall(before) && beside.metSurely.has(before.name)

/** After what places are told with: `in`, `near`. */
export const isIn = ({ before }: Said): boolean => before !== undefined && beside.inPlaces.has(before.name) && !isDoneTo(before)

/** The words of what is done to people, not in places: `assault on`, `shouted at`. */
const isDoneTo = ({ name, before }: Said): boolean =>
  (name === 'on' || name === 'at') && before !== undefined && beside.doneTo.has(before.name)

/** `Priya and Will`, `Will, Priya`: beside another name. */
export function isCoordinated({ gap, previous, following }: Said): boolean {
  const isOther = (word: Said | undefined): boolean => word?.written === 'capital' && isName(word)
  const isAnd = (word: Said | undefined): boolean => word?.name === 'and' || word?.name === 'or'
  if ((isAnd(previous) && isOther(previous?.previous)) || (isAnd(following) && isOther(following?.following))) return true
  return (
    ((gap === ', ' || gap === ' & ') && isOther(previous)) || ((following?.gap === ', ' || following?.gap === ' & ') && isOther(following))
  )
}

/** `Will he come?`: a word before whom it asks of is no name. */
export const asks = ({ after }: Said): boolean =>
  after !== undefined &&
  isSmall(after) &&
  (beside.determiners.has(after.name) || /^(?:i|he|she|it|we|you|they|there|be|to)$/u.test(after.name))

/** Capitals among small letters: a code's, as `DARA` and `ABE` are. */
export const isLabel = ({ written, name }: Said): boolean => written === 'capitals' && (name.length <= 3 || beside.stayCapitals.has(name))

/** True where capitals tell nothing: the words beside are in capitals too. */
export function isLoud(word: Said): boolean {
  const isCapitals = (other: Said | undefined): boolean =>
    other?.written === 'capitals' && (other.said.length > 3 || !beside.stayCapitals.has(other.name))
  const isCommon = (other: Said | undefined): boolean =>
    isCapitals(other) && (other?.kind === 'word' || other?.kind === 'stay' || other?.kind === 'also')
  const { written, before, after } = word
  return written === 'capitals' && (isCommon(before) || isCommon(after) || (isCapitals(before) && isCapitals(after)))
}
