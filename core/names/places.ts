import { isIntroduced, isIn } from './around.ts'
import { beside } from './lexicon.ts'
import { isInitial, isName, isSmall, isTitle, type Said } from './words.ts'

/** A place, an agency and a law have no more words. */
const MOST_WORDS = 8

/** Words with capitals that run on from one to the next. */
function runFrom(first: Said): readonly Said[] {
  const run = [first]
  for (let word: Said = first; word.after !== undefined && !word.owns && !isSmall(word.after) && run.length < MOST_WORDS; word = word.after)
    run.push(word.after)
  return run
}

/** Where in a run the last word stands that only a place, an agency or a law ends with; -1 where none does. */
const headIn = (run: readonly Said[]): number =>
  run.findLastIndex(
    ({ name, owns, kind }, at) => at > 0 && !owns && beside.heads.has(name) && kind !== 'first' && !beside.softHeads.has(name),
  )

/** The same of words that are family names too, where a place is meant: `in Rose Lane`, `12 Marsh Close`. */
function softHeadIn(run: readonly Said[], first: Said): number {
  const last = run.findLastIndex(({ name }, at) => at > 0 && beside.softHeads.has(name))
  if (last <= 0 || isTitle(first) || isInitial(first) || run.slice(1, last).some(isName)) return -1
  const { before, gap, kind } = first
  const isMet = before !== undefined && isSmall(before) && beside.met.has(before.name)
  const isPerson =
    isName(first) || (kind === 'place' && isMet) || (kind === 'also' && last === 1 && beside.smallSurnames.has(run[1]?.name ?? ''))
  return !isPerson || /\d[A-Za-z]?,? $/u.test(gap) || isIn(first) ? last : -1
}

/** How many words the place, the house, the agency or the law has that begins here; 0 where none does. */
export function placeAt(word: Said): number {
  const { name, owns, after, kind } = word
  if (isSmall(word) || after === undefined) return 0
  if (beside.phrases.has(`${name} ${after.name}`)) return 2
  if (owns) return !isSmall(after) && (beside.laws.has(after.name) || beside.heads.has(after.name)) ? 2 : 0
  const run = runFrom(word)
  const head = headIn(run)
  if (beside.beforePlaces.has(name) && kind !== 'first' && run.length > 1) return Math.max(head + 1, 2)
  if (isIntroduced(word)) return 0
  return head > 0 ? head + 1 : softHeadIn(run, word) + 1
}
