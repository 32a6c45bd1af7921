import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { ReadItem, SeenClass } from '../../questions/read-item.ts'
import type { ReadSummary } from '../../questions/read-summary.ts'
import { inSentence } from '../in-sentence.ts'
import { roleWords } from '../role-words.ts'
import { dateWords, occurredWords } from '../timeline/dates.ts'
import { sensitivityWords } from './sensitivity-choices.ts'
import { counted } from '../../../core/words/counted.ts'

const NOT_KNOWN = 'Not known: their record was erased, or nobody was signed in'
const PERMIT = 'permit'

/** A line of a list of reads, in words. */
export interface ReadRow {
  readonly record: string
  readonly at: string
  readonly who: string
  readonly as: string
  readonly did: string
  readonly purpose: string
  readonly law: string | undefined
  readonly emergency: boolean
  readonly refused: boolean
  readonly seen: readonly string[]
  readonly events: readonly { readonly words: string; readonly classes: string }[]
}

const seenWords = ({ class: code, form, events }: SeenClass): string =>
  `${sensitivityWords(code)}${form === 'reduced' ? ', in a coarser form' : ''} (${counted(events, 'entry', 'entries')})`

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

/** A read as a page shows it. */
export function readRow(item: ReadItem, { codeLists }: Pick<Catalogue, 'codeLists'>): ReadRow {
  const { record, at, reader, did, purpose, law, outcome, break_glass: emergency, classes, events } = item
  const label = codeLists.get('purpose')?.codes.find(({ code }) => code === purpose)?.label
  return {
    record,
    at: dateWords(at),
    who: reader.staff ?? NOT_KNOWN,
    as: `${roleWords(reader.role)}, ${reader.agency_name}`,
    did,
    purpose: label === undefined ? 'no purpose' : inSentence(label),
    law: law ?? undefined,
    emergency,
    refused: outcome !== PERMIT,
    seen: classes.map(seenWords),
    events: events.map(({ title, occurred, tombstone, classes: parts }) => ({
      words: `${title}, ${occurredWords(occurred)}${tombstone ? ' (only that it was withdrawn or erased)' : ''}`,
      classes: unique(parts.map(({ class: code, form }) => `${sensitivityWords(code)}${form === 'reduced' ? ' (coarser)' : ''}`)).join(
        '; ',
      ),
    })),
  }
}

/** A list of reads in one sentence, and a line for each agency. */
export function summaryWords({ reads, readers, agencies, printed, break_glass: emergency }: ReadSummary) {
  const also = [
    ...(printed === 0 ? [] : [counted(printed, 'of them was printed', 'of them were printed')]),
    ...(emergency === 0 ? [] : [counted(emergency, 'of them under emergency access', 'of them under emergency access')]),
  ]
  const whole = `${counted(reads, 'read', 'reads')} by ${counted(readers, 'person', 'people')} of ${counted(agencies.length, 'agency', 'agencies')}`
  return {
    sentence: `${[whole, ...also].join('; ')}.`,
    agencies: agencies.map(({ agency_name: name, reads: each, readers: people }) => ({
      name,
      reads: String(each),
      readers: String(people),
    })),
  }
}
