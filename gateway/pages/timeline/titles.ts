import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { actsWords } from './acts.ts'
import { codeLabel } from './codes.ts'
import { recordOf, type Data } from './json.ts'
import { whomWords } from './people.ts'
import type { Speech } from './speech.ts'
import { TITLES, type CodeTitles } from './title-table.ts'

/** What a heading is made of: an event's type, the title of that type, and what of the event is disclosed. */
export interface Titled {
  readonly type: string
  readonly title: string
  readonly data: Data
}

const isCodes = (entry: string | CodeTitles): entry is CodeTitles => typeof entry !== 'string'
const byCode = ({ field, titles, otherwise }: CodeTitles, details: Data): string => {
  const code = String(details[field])
  return Object.hasOwn(titles, code) ? (titles[code] ?? otherwise) : otherwise
}
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** Codes of what he did, the gravest known first: strangulation is often said by its own field alone. */
function tacticsOf(type: string, details: Data, { types }: Catalogue): readonly string[] {
  const said = (types.get(type)?.details ?? []).filter(({ codeList }) => codeList === 'tactic').map(({ name }) => details[name])
  const codes = said.flat().filter((code) => typeof code === 'string')
  return details.strangulation === true ? ['physical.strangulation', ...codes] : codes
}

/** Words for the braces of a heading; undefined where what they stand for is not disclosed. */
function wordsFor({ type, data }: Titled, speech: Speech, catalogue: Catalogue): (name: string) => string | undefined {
  const details = recordOf(data.details)
  const whom = whomWords(data)
  const did = actsWords({ tactics: tacticsOf(type, details, catalogue), whom })
  const known: Readonly<Record<string, string | undefined>> = {
    ...speech,
    His: capital(speech.his),
    whom,
    did,
    abuse: did ?? (whom === undefined ? 'used abuse' : `used abuse against ${whom}`),
  }
  return (name) => {
    if (Object.hasOwn(known, name)) return known[name]
    const list = catalogue.types.get(type)?.details.find((field) => field.name === name)?.codeList
    return list === undefined ? undefined : codeLabel(catalogue, list, details[name])?.replace(ASIDE, '')
  }
}

/** What a label explains at its end, which the lines of the entry have. */
const ASIDE = / \([^)]*\)$/
const BRACES = /\{(\w+)\}/g

/** A template without the brackets of which a part is missing. */
function filled(template: string, wordsOf: (name: string) => string | undefined): string {
  const whole = template.replace(/\[([^\]]*)\]/g, (_, inside: string) =>
    [...inside.matchAll(BRACES)].every(([, name]) => wordsOf(name ?? '') !== undefined) ? inside : '',
  )
  return whole.replace(BRACES, (_, name: string) => wordsOf(name) ?? '')
}

/** An event's heading: what he did and to whom, or what was done about him, no more than is disclosed. A type without a row has its own title. */
export function titleOf(event: Titled, speech: Speech, catalogue: Catalogue): string {
  const entry = TITLES[event.type]
  if (entry === undefined) return event.title
  return filled(isCodes(entry) ? byCode(entry, recordOf(event.data.details)) : entry, wordsFor(event, speech, catalogue))
}
