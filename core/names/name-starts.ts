import { acts, asks, hasPlainTitle, hasTitle, isCoordinated, isDetermined, isIn, isIntroduced, isLabel, isLoud, isMet } from './around.ts'
import { beside } from './lexicon.ts'
import { placeAt } from './places.ts'
import { isInitial, isName, isSmall, isTitle, mayBeName, type Said } from './words.ts'

/** Names in small letters that are shorter are words by chance. */
const SHORTEST_SMALL = 4
const MOST_PARTICLES = 3
const MOST_INITIALS = 3

/** The particles from here on, and the word that they stand before: `van der Berg`. */
export interface Particles {
  readonly count: number
  readonly follows: Said
}

/** Particles that begin here, where a word follows them. */
export function particlesAt(word: Said): Particles | undefined {
  let [count, last]: [number, Said | undefined] = [0, word]
  while (last !== undefined && count < MOST_PARTICLES && beside.particles.has(last.name)) [count, last] = [count + 1, last.after]
  return count === 0 || last === undefined ? undefined : { count, follows: last }
}

/** `his white van`: a thing, not the start of a name. */
const isThing = ({ before }: Said): boolean =>
  before !== undefined && /^(?:his|her|their|white|black|blue|red|grey|silver|work|police|the|a|my|our)$/u.test(before.name)

/** With how many words a name begins here: 0 where none does. `plain`: words that are plainly names elsewhere in the text. */
export function nameStart(word: Said, plain: ReadonlySet<string>): number {
  if (isSmall(word)) return smallStart(word)
  const introduced = isIntroduced(word)
  if (!introduced && placeAt(word) > 0) return 0
  if (isInitial(word)) return initialsStart(word)
  const particles = particlesAt(word)
  if (
    particles !== undefined &&
    !isSmall(particles.follows) &&
    particles.follows.kind !== 'stay' &&
    (isName(particles.follows) || introduced || particles.count > 1)
  )
    return particles.count + 1
  if (isLoud(word)) return loudStart(word)
  return capitalStart(word, plain) ? 1 : 0
}

/** A word with a capital. */
function capitalStart(word: Said, plain: ReadonlySet<string>): boolean {
  const { kind, written, after, numbered } = word
  const introduced = isIntroduced(word)
  if (isName(word)) return !isLabel(word) || introduced || acts(word) || (after !== undefined && mayBeName(after))
  if (kind === 'stay' || (numbered && !introduced)) return false
  if (introduced && !isTitle(word) && !beside.relations.has(word.name)) return kind !== 'word' || written === 'capital' || hasTitle(word)
  if (kind !== 'word' && after !== undefined && (particlesAt(after)?.count ?? 0) > 1) return true
  if (kind === 'month') return isMonthsName(word)
  if (kind === 'place') return isPlacesName(word)
  return kind === 'also' ? isWordsName(word, plain) : isUnknownName(word)
}

const beforeName = ({ after }: Said): boolean => after?.written === 'capital' && isName(after)
const beforeSurname = (word: Said): boolean =>
  beforeName(word) ||
  (word.after?.written === 'capital' &&
    word.after.kind === 'also' &&
    (!beside.softHeads.has(word.after.name) || beside.smallSurnames.has(word.after.name)))

/** April, who said so. */
const isMonthsName = (word: Said): boolean =>
  (beforeSurname(word) && !beside.softHeads.has(word.after?.name ?? '')) ||
  acts(word) ||
  isCoordinated(word) ||
  isMet(word) ||
  (word.owns && word.after !== undefined && !beside.ofMonths.has(word.after.name))

/** Chelsea, who was told. */
const isPlacesName = (word: Said): boolean =>
  !(isIn(word) && !beforeName(word)) &&
  (beforeSurname(word) || isMet(word) || acts(word) || (word.owns && !isDetermined(word)) || isCoordinated(word))

/** Will, Grace, Mr Green: common words. */
function isWordsName(word: Said, plain: ReadonlySet<string>): boolean {
  const { written, after, before, starts, owns, said } = word
  if (beforeName(word) || acts(word) || isCoordinated(word)) return true
  if (written === 'capitals') return false
  if (after !== undefined && !isSmall(after)) return after.written === 'capital' && after.kind === 'also' && !isDetermined(word)
  if (starts) return owns || (plain.has(said) && !asks(word))
  return !isDetermined(word) && (before === undefined || isSmall(before) || (before.starts && before.kind === 'stay'))
}

/** A word of no list, with a capital inside a sentence. */
function isUnknownName(word: Said): boolean {
  const { starts, written, after, before } = word
  if (starts || written === 'capitals' || isDetermined(word)) return false
  if (beforeName(word)) return true
  if (after !== undefined && !isSmall(after)) return false
  return isMet(word) || (before !== undefined && isSmall(before) && acts(word) && !isTitle(word))
}

/** A word in capitals among others in capitals: as without a capital. */
function loudStart(word: Said): number {
  const { kind, after } = word
  if (isName(word)) return 1
  if (kind === 'stay' || kind === 'word') return hasPlainTitle(word) ? 1 : 0
  return hasTitle(word) || (after?.kind === 'name' && kind !== 'month') || acts(word) ? 1 : 0
}

/** Names without a capital: only those that are hardly ever anything else, and what a title stands before. */
function smallStart(word: Said): number {
  const { name, kind, before } = word
  const introduced = isIntroduced(word)
  const particles = particlesAt(word)
  if (particles !== undefined) {
    const { count, follows } = particles
    const isOne = isName(follows) && !isDetermined(word) && !isThing(word) && name !== 'al'
    return !isSmall(follows) && follows.kind !== 'stay' && (introduced || count > 1 || isOne) ? count + 1 : 0
  }
  if (kind === 'name' && (name.length >= SHORTEST_SMALL || introduced)) return 1
  if (beside.smallNames.has(name)) return 1
  if (hasPlainTitle(word)) return kind !== 'stay' && name.length > 2 ? 1 : 0
  return hasTitle(word) && !beside.relations.has(before?.name ?? '') && beside.smallSurnames.has(name) ? 1 : 0
}

/** `J. Smith`, `J.R. Patel`, `J Smith`. */
function initialsStart(word: Said): number {
  let [count, last]: [number, Said | undefined] = [0, word]
  while (last !== undefined && count < MOST_INITIALS && isInitial(last)) [count, last] = [count + 1, last.after]
  if (last === undefined || isSmall(last) || last.kind === 'stay') return 0
  const dotted = last.gap.includes('.')
  const isOne = isName(last) || dotted || (last.kind === 'also' && word.said !== 'A' && word.said !== 'I')
  return isOne ? count + 1 : 0
}
