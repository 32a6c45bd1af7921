import { beside, known, type Kind } from './lexicon.ts'
import { wordsOf, type Word } from './words.ts'

/** A person's name in a text, word by word. */
export type PersonName = readonly Word[]

interface Said extends Word {
  readonly name: string
  readonly kind: Kind
  readonly starts: boolean
}

const STRONG: ReadonlySet<Kind> = new Set(['name', 'first'])
const NAMED: ReadonlySet<Kind> = new Set(['name', 'first', 'also', 'place', 'month'])
/** Names have no more words. */
const MOST_WORDS = 6

const isInitial = ({ said }: Word): boolean => said.length === 1 && /\p{Lu}/u.test(said)
const isTitle = ({ name }: Said): boolean => beside.titles.has(name)

/** One space between two words, or a full stop where it only shortens the first. */
const joined = (before: Said, word: Said): boolean => /^[ \u00a0]{1,2}$/u.test(word.gap) || (isTitle(before) && /^ \d{1,6} $/u.test(word.gap)) || (/^\.[ \u00a0]?$/u.test(word.gap) && (isTitle(before) || isInitial(before)))

function readWords(text: string): readonly Said[] {
  const words = wordsOf(text)
  return words.map((word, at): Said => {
    const before = words[at - 1]
    const shortens = before !== undefined && /^\.[ \u00a0]?$/u.test(word.gap) && (beside.titles.has(known(before.said).name) || isInitial(before))
    return { ...word, ...known(word.said), starts: before === undefined || (!shortens && /[.!?:;\n\r\t•*"“”'‘’()[\]–—/]|- /u.test(word.gap)) }
  })
}

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
    const length = nameAt(words, at, plain)
    if (length > 0) found.push(words.slice(at, at + length))
    at += length > 0 ? length : placeAt(words, at) || 1
  }
  return found
}

/** A word that another stands for what it is: `undefined` at the ends of a text and of a sentence's part. */
const beforeOf = (words: readonly Said[], at: number): Said | undefined => {
  const [before, word] = [words[at - 1], words[at]]
  return before !== undefined && word !== undefined && joined(before, word) ? before : undefined
}
const afterOf = (words: readonly Said[], at: number): Said | undefined => {
  const [word, after] = [words[at], words[at + 1]]
  return word !== undefined && after !== undefined && joined(word, after) ? after : undefined
}

/** Where words with capitals run on from one to the next: the end of the run, at most so many words on. */
function runEnd(words: readonly Said[], at: number): number {
  let end = at + 1
  while (end < words.length && end - at < MOST_WORDS + 2) {
    const [before, word] = [words[end - 1], words[end]]
    if (before === undefined || word === undefined || !joined(before, word) || before.owns) break
    if (word.written === 'small') break
    end++
  }
  return end
}

/** Titles before a name: `Mrs`, `her sister`, as far as a name must follow. */
function introduced(words: readonly Said[], at: number): boolean {
  const before = beforeOf(words, at)
  if (before === undefined) return false
  if (isTitle(before) && (before.written !== 'small' || beside.plainTitles.has(before.name))) return true
  if (isKnownAs(words, at)) return true
  if (!before.name.split(' ').some((part) => beside.relations.has(part))) return false
  return before.written === 'small' || before.starts
}

/** `known as`, `aka`: a name must follow. */
const isKnownAs = (words: readonly Said[], at: number): boolean => {
  const before = beforeOf(words, at)
  return before !== undefined && (beside.knownAs.has(before.name) || (before.name === 'as' && beforeOf(words, at - 1)?.name === 'known'))
}

/** Whether what follows is what people do: `said`, `was arrested`. */
function acts(words: readonly Said[], last: number): boolean {
  const after = afterOf(words, last)
  if (after === undefined || words[last]?.owns === true) return false
  if (beside.said.has(after.name)) return true
  return (after.name === 'was' || after.name === 'is' || after.name === 'has' || after.name === 'had') && beside.wasPeople.has(afterOf(words, last + 1)?.name ?? '')
}

const isDetermined = (words: readonly Said[], at: number): boolean => {
  const before = beforeOf(words, at)
  return before !== undefined && beside.determiners.has(before.name)
}

/** `Priya and Will`, `Will, Priya`: beside another name. */
function coordinated(words: readonly Said[], at: number, last: number): boolean {
  const isName = (word: Said | undefined): boolean => word !== undefined && word.written === 'capital' && STRONG.has(word.kind)
  const and = ({ name, said }: Said): boolean => name === 'and' || name === 'or' || said === '&'
  const [before, after] = [words[at - 1], words[last + 1]]
  if (before !== undefined && and(before) && isName(words[at - 2])) return true
  if (after !== undefined && and(after) && isName(words[last + 2])) return true
  return (isName(before) && words[at]?.gap === ', ') || (isName(after) && after?.gap === ', ') || words[at]?.gap === ' & '
}

/** The place, house, agency or law that begins here, in words; 0 where none does. */
function placeAt(words: readonly Said[], at: number): number {
  const word = words[at]
  if (word === undefined || word.written === 'small') return 0
  const next = afterOf(words, at)
  if (next !== undefined && beside.phrases.has(`${word.name} ${next.name}`)) return 2
  if (word.owns && next !== undefined && next.written !== 'small' && (beside.laws.has(next.name) || beside.heads.has(next.name))) return 2
  const end = runEnd(words, at)
  const run = words.slice(at, end)
  if (run[0] !== undefined && beside.beforePlaces.has(run[0].name) && run.length > 1 && run[0].kind !== 'first') return lastHead(run) + 1 || 2
  const head = lastHead(run)
  if (head > 0 && !introduced(words, at)) return head + 1
  if (softHead(words, at, run) > 0) return softHead(words, at, run) + 1
  return 0
}

/** Where in a run the last word stands that only a place, an agency or a law ends with; -1 where none does. */
const lastHead = (run: readonly Said[]): number => run.findLastIndex(({ name, owns, kind }, at) => at > 0 && !owns && beside.heads.has(name) && kind !== 'first' && !beside.softHeads.has(name))

/** The same of words that are family names too, where a place is meant: `in Rose Lane`, `12 Marsh Close`. */
function softHead(words: readonly Said[], at: number, run: readonly Said[]): number {
  const last = run.findLastIndex(({ name }, place) => place > 0 && beside.softHeads.has(name))
  if (last <= 0 || introduced(words, at) || run.slice(1, last).some(({ kind }) => STRONG.has(kind)) || (run[0] !== undefined && (isTitle(run[0]) || isInitial(run[0])))) return -1
  const before = beforeOf(words, at)
  const numbered = /\d[A-Za-z]?,? $/u.test(run[0]?.gap ?? '')
  const named = STRONG.has(run[0]?.kind ?? 'word') || (last === 1 && run[0]?.kind === 'also' && beside.smallSurnames.has(run[1]?.name ?? ''))
  const isMet = before !== undefined && before.written === 'small' && beside.met.has(before.name)
  return numbered || (!named && !(isMet && run[0]?.kind === 'place')) || (before !== undefined && beside.inPlaces.has(before.name)) ? last : -1
}

/** Particles from here on, with what they may be part of: `van der`, `de la`. */
function particles(words: readonly Said[], at: number): number {
  let count = 0
  while (count < 3 && beside.particles.has(words[at + count]?.name ?? '') && (count === 0 || afterOf(words, at + count - 1) !== undefined)) count++
  return afterOf(words, at + count - 1) === undefined ? 0 : count
}

/** How many words from here are a person's name; 0 where none begins. */
function nameAt(words: readonly Said[], at: number, plain: ReadonlySet<string>): number {
  const word = words[at]
  if (word === undefined) return 0
  const start = startOf(words, at, plain)
  if (start === 0) return 0
  return extend(words, at, start)
}

/** The words that a name begins with: 0 where none does. */
function startOf(words: readonly Said[], at: number, plain: ReadonlySet<string>): number {
  const word = words[at] as Said
  const isIntroduced = introduced(words, at)
  if (word.written === 'small') return smallStart(words, at, isIntroduced)
  if (!isIntroduced && placeAt(words, at) > 0) return 0
  const ofParticles = beside.particles.has(word.name) && !isInitial(word) ? particles(words, at) : 0
  if (ofParticles > 0) {
    const follows = words[at + ofParticles]
    if (follows !== undefined && follows.written !== 'small' && (STRONG.has(follows.kind) || isIntroduced || (ofParticles > 1 && follows.kind !== 'stay'))) return ofParticles + 1
  }
  if (isInitial(word)) return initials(words, at)
  if (caseless(words, at)) return capitalsStart(words, at, isIntroduced)
  const [next, before] = [afterOf(words, at), beforeOf(words, at)]
  if (STRONG.has(word.kind)) return isLabel(word) && !isIntroduced && !acts(words, at) && !(next !== undefined && NAMED.has(next.kind)) ? 0 : 1
  if (word.kind === 'stay' || (word.numbered && !isIntroduced)) return 0
  if (isIntroduced && !isTitle(word) && !beside.relations.has(word.name)) return word.kind === 'word' && word.written === 'capitals' && !beside.titles.has(before?.name ?? '') ? 0 : 1
  const beforeName = next !== undefined && next.written === 'capital' && STRONG.has(next.kind)
  const beforeSurname = beforeName || (next !== undefined && next.written === 'capital' && next.kind === 'also' && (!beside.softHeads.has(next.name) || beside.smallSurnames.has(next.name)))
  if (next !== undefined && word.kind !== 'word' && beside.particles.has(next.name) && particles(words, at + 1) > 1) return 1
  if (word.kind === 'month') return (beforeSurname && !beside.softHeads.has(next?.name ?? '')) || acts(words, at) || coordinated(words, at, at) || (before !== undefined && beside.metSurely.has(before.name)) || (word.owns && next !== undefined && !beside.ofMonths.has(next.name)) ? 1 : 0
  if (word.kind === 'place') {
    if (before !== undefined && beside.inPlaces.has(before.name) && !beforeName) return 0
    const isMet = before !== undefined && beside.metSurely.has(before.name)
    return beforeSurname || isMet || acts(words, at) || (word.owns && !isDetermined(words, at)) || coordinated(words, at, at) ? 1 : 0
  }
  if (word.kind === 'also') {
    if (beforeName || acts(words, at) || coordinated(words, at, at)) return 1
    if (word.written === 'capitals') return 0
    if (next !== undefined && next.written === 'capital' && next.kind === 'also' && !isDetermined(words, at)) return 1
    if (next !== undefined && next.written !== 'small') return 0
    if (word.starts) return word.owns || (plain.has(word.said) && !asks(next)) ? 1 : 0
    return isDetermined(words, at) || (before !== undefined && before.written !== 'small' && !(before.starts && before.kind === 'stay')) ? 0 : 1
  }
  // A word of no list, with a capital inside a sentence.
  if (word.starts || word.written === 'capitals' || isDetermined(words, at) || (next !== undefined && next.written !== 'small' && !beforeName)) return 0
  const isMet = before !== undefined && before.written === 'small' && beside.metSurely.has(before.name)
  return isMet || beforeName || (before !== undefined && before.written === 'small' && acts(words, at) && !isTitle(word)) ? 1 : 0
}

/** Capitals in a sentence that has small letters: a code's, as `DARA` and `ABE` are. */
const isLabel = ({ written, name }: Said): boolean => written === 'capitals' && (name.length <= 3 || beside.stayCapitals.has(name))

/** `Will he come?`: a word that stands before whom it asks of is no name. */
const asks = (next: Said | undefined): boolean => next !== undefined && next.written === 'small' && (beside.determiners.has(next.name) || /^(?:i|he|she|it|we|you|they|there|be|to)$/u.test(next.name))

/** True where capitals tell nothing: the words beside are in capitals too. */
function caseless(words: readonly Said[], at: number): boolean {
  if (words[at]?.written !== 'capitals') return false
  const isLoud = (word: Said | undefined): boolean => word !== undefined && word.written === 'capitals' && (word.said.length > 3 || !beside.stayCapitals.has(word.name))
  const isCommon = (word: Said | undefined): boolean => isLoud(word) && (word?.kind === 'word' || word?.kind === 'stay' || word?.kind === 'also')
  const [before, after] = [beforeOf(words, at), afterOf(words, at)]
  return isCommon(before) || isCommon(after) || (isLoud(before) && isLoud(after))
}

function capitalsStart(words: readonly Said[], at: number, isIntroduced: boolean): number {
  const word = words[at] as Said
  if (STRONG.has(word.kind)) return 1
  if (word.kind === 'stay' || word.kind === 'word') return isIntroduced && beside.plainTitles.has(beforeOf(words, at)?.name ?? '') ? 1 : 0
  const next = afterOf(words, at)
  return (isIntroduced && beside.titles.has(beforeOf(words, at)?.name ?? '')) || (next !== undefined && next.kind === 'name' && word.kind !== 'month') || acts(words, at) ? 1 : 0
}

/** Names without a capital: only those that are hardly ever anything else, and what a title stands before. */
function smallStart(words: readonly Said[], at: number, isIntroduced: boolean): number {
  const word = words[at] as Said
  const before = beforeOf(words, at)
  if (beside.particles.has(word.name)) {
    const count = particles(words, at)
    const follows = words[at + count]
    if (count > 0 && follows !== undefined && follows.written !== 'small' && follows.kind !== 'stay' && (isIntroduced || count > 1 || (STRONG.has(follows.kind) && !isDetermined(words, at) && !['a', 'al', 'bar'].includes(word.name) && !isThing(before)))) return count + 1
    if (count > 0) return 0
  }
  if (word.kind === 'name' && (word.name.length >= 4 || isIntroduced)) return 1
  if (beside.smallNames.has(word.name)) return 1
  if (before !== undefined && beside.plainTitles.has(before.name) && word.kind !== 'stay' && word.name.length > 2) return 1
  return before !== undefined && beside.titles.has(before.name) && !beside.relations.has(before.name) && beside.smallSurnames.has(word.name) ? 1 : 0
}

/** `his white van`: a thing, not the start of a name. */
const isThing = (before: Said | undefined): boolean => before !== undefined && before.written === 'small' && /^(?:his|her|their|white|black|blue|red|grey|silver|work|police|the|a|my|our)$/u.test(before.name)

/** `J. Smith`, `J.R. Patel`, `J Smith`. */
function initials(words: readonly Said[], at: number): number {
  let last = at
  while (last - at < 3 && isInitial(words[last] as Said) && afterOf(words, last) !== undefined) last++
  const [word, name] = [words[at], words[last]]
  if (word === undefined || name === undefined || last === at || name.written === 'small') return 0
  const dotted = /\./u.test(name.gap)
  if (STRONG.has(name.kind)) return last - at + 1
  if (name.kind === 'also' || name.kind === 'place' || name.kind === 'month') return dotted || (word.said !== 'A' && word.said !== 'I' && name.kind === 'also') ? last - at + 1 : 0
  return dotted && name.kind === 'word' ? last - at + 1 : 0
}

/** How far a name goes on from its first words. */
function extend(words: readonly Said[], at: number, start: number): number {
  let length = start
  while (length < MOST_WORDS) {
    const [last, next] = [words[at + length - 1], afterOf(words, at + length - 1)]
    if (last === undefined || next === undefined || last.owns) break
    if (next.written === 'small') {
      const count = beside.particles.has(next.name) ? particles(words, at + length) : 0
      const follows = words[at + length + count]
      if (count > 0 && follows !== undefined && follows.written !== 'small' && follows.kind !== 'stay' && last.written !== 'small') {
        length += count + 1
        continue
      }
      if (count > 0 && last.written === 'small' && follows?.kind === 'name') {
        length += count + 1
        continue
      }
      if (last.written === 'small' && (next.kind === 'name' || beside.smallSurnames.has(next.name)) && !beside.met.has(next.name)) {
        length++
        continue
      }
      if (last.written !== 'small' && next.kind === 'name' && next.name.length >= 4) { length++; continue }
      break
    }
    if (last.written === 'small') {
      if (!STRONG.has(next.kind)) break
    } else if (!runsOn(words, at + length, last, next)) break
    length++
  }
  return length
}

function runsOn(words: readonly Said[], at: number, last: Said, next: Said): boolean {
  if (isTitle(next) && !STRONG.has(next.kind) && next.kind !== 'also') return false
  if (isInitial(next)) return next.said !== 'I' && next.said !== 'A'
  if (last.written === 'capital' && next.written === 'capital' && beside.softHeads.has(next.name)) return true
  if (next.kind === 'stay' || (beside.relations.has(next.name) && !STRONG.has(next.kind))) return false
  if (beside.particles.has(next.name)) return afterOf(words, at) !== undefined
  if (last.written === 'capital' && next.written === 'capitals' && !NAMED.has(next.kind)) return false
  if (caseless(words, at) && next.kind !== 'name') return next.kind === 'also' && beside.smallSurnames.has(next.name)
  return next.kind !== 'month' || afterOf(words, at)?.written !== 'small'
}
