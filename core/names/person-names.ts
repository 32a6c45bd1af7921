import { isLoud } from './around.ts'
import { beside } from './lexicon.ts'
import { nameStart, particlesAt } from './name-starts.ts'
import { placeAt } from './places.ts'
import { isInitial, isName, isSmall, isTitle, mayBeName, readWords, type Said, type Word } from './words.ts'

/** A person's name in a text, word by word. */
export type PersonName = readonly Word[]

/** A name has no more words. */
const MOST_WORDS = 6
/** Names in small letters that are shorter are words by chance. */
const SHORTEST_SMALL = 4

/** Finds what is a person's name in a text by the words alone: the list of names, titles, particles, and what stands beside. Linear in the text. */
export function personNames(text: string): readonly PersonName[] {
  const words = readWords(text)
  const found = find(words, new Set())
  // What is plainly a name in one place is one at the start of a sentence too.
  const plain = new Set(found.flatMap((name) => name.map(({ said }) => said)))
  return words.some(({ starts, said, kind }) => starts && kind === 'also' && plain.has(said)) ? find(words, plain) : found
}

function find(words: readonly Said[], plain: ReadonlySet<string>): readonly PersonName[] {
  const found: PersonName[] = []
  for (let at = 0; at < words.length;) {
    const word = words[at]!
    const start = nameStart(word, plain)
    const length = start === 0 ? 0 : lengthFrom(words, at, start)
    if (length > 0) found.push(words.slice(at, at + length))
    at += length > 0 ? length : placeAt(word) || 1
  }
  return found
}

/** How many words a name has that begins with so many. */
function lengthFrom(words: readonly Said[], at: number, start: number): number {
  let length = start
  while (length < MOST_WORDS) {
    const last = words[at + length - 1]
    if (last?.after === undefined || last.owns) break
    const more = isSmall(last.after) ? smallMore(last, last.after) : capitalMore(last, last.after) ? 1 : 0
    if (more === 0) break
    length += more
  }
  return length
}

/** How many words a name goes on with from a word without a capital: particles with what they stand before, or a name. */
function smallMore(last: Said, next: Said): number {
  const particles = particlesAt(next)
  const follows = particles?.follows
  if (
    particles !== undefined &&
    follows !== undefined &&
    (isSmall(last) ? follows.kind === 'name' : !isSmall(follows) && follows.kind !== 'stay')
  )
    return particles.count + 1
  if (isSmall(last)) return (next.kind === 'name' || beside.smallSurnames.has(next.name)) && !beside.met.has(next.name) ? 1 : 0
  return next.kind === 'name' && next.name.length >= SHORTEST_SMALL ? 1 : 0
}

/** Whether a name goes on with a word that has a capital. */
function capitalMore(last: Said, next: Said): boolean {
  if (isSmall(last)) return isName(next)
  if (isTitle(next) && !isName(next) && next.kind !== 'also') return false
  if (isInitial(next)) return next.said !== 'I' && next.said !== 'A'
  if (last.written === 'capital' && next.written === 'capital' && beside.softHeads.has(next.name)) return true
  if (next.kind === 'stay' || (beside.relations.has(next.name) && !isName(next))) return false
  if (beside.particles.has(next.name)) return next.after !== undefined
  if (last.written === 'capital' && next.written === 'capitals' && !mayBeName(next)) return false
  if (isLoud(next) && next.kind !== 'name') return next.kind === 'also' && beside.smallSurnames.has(next.name)
  return next.kind !== 'month' || next.after === undefined || !isSmall(next.after)
}
