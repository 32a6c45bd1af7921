import { earliest, endOfDayLondon, latest, startOfDayLondon } from '../time/london.ts'
import { fact, type IndexPart } from './index-part.ts'

const DATE_CHARACTERS = 10

/** First moment of a date (in London) or date-time, ms since the Unix epoch. */
export const startOf = (text: string): number => (text.length === DATE_CHARACTERS ? startOfDayLondon(text) : Date.parse(text))

/** Last moment of a date (in London) or date-time. */
export const endOf = (text: string): number => (text.length === DATE_CHARACTERS ? endOfDayLondon(text) : Date.parse(text))

/** True while `now` lies in the time that two facts of an event span; a fact that is absent does not bound it. */
export function inTime(index: IndexPart, from: string, until: string, now: number): boolean {
  const [first] = fact(index, from)
  const [last] = fact(index, until)
  return (first === undefined || startOf(first) <= now) && (last === undefined || endOf(last) >= now)
}

/** Between which moments an event began to be true, as precisely as it says. */
export const beginning = ({ occurred }: IndexPart): readonly [number, number] => [
  earliest(occurred.from, occurred.precision),
  latest(occurred.from, occurred.precision),
]
