import { codeWords } from './codes.ts'
import type { WordsContext } from './context.ts'
import { dateWords, occurredWords } from './dates.ts'
import { eventLine } from './event-reference.ts'
import { entriesBut, listOf, recordOf, type Data } from './json.ts'
import { labelOf } from './labels.ts'
import { line, type DetailLine } from './line.ts'
import { jsonWords, plainLeaf } from './plain-json.ts'

/** What another version of the schema says besides: under its own name, so that nothing disclosed is left out. */
const otherLines = (data: Data): readonly DetailLine[] =>
  Object.entries(data).flatMap(([name, value]) =>
    listOf(value).length === 0
      ? []
      : line(
          labelOf(name),
          jsonWords(value, (_, leaf) => plainLeaf(leaf)),
        ),
  )

/** Codes of a list as a line. */
const codeLine = (key: string, codeList: string, value: unknown, { catalogue }: WordsContext): readonly DetailLine[] =>
  line(key, ...listOf(value).map((code) => codeWords(catalogue, codeList, code)))

/** How the agency knows it, and how sure it is. */
function assertionLines(assertion: unknown, context: WordsContext): readonly DetailLine[] {
  const { basis, source_kind: source, verification, confidence, ...others } = recordOf(assertion)
  return [
    ...codeLine('How it is known', 'assertion_basis', basis, context),
    ...codeLine('Who told it', 'source_kind', source, context),
    ...codeLine('How far it is checked', 'verification', verification, context),
    ...line('How sure the author is', ...listOf(confidence).map((value) => `${String(value)} out of 100`)),
    ...otherLines(others),
  ]
}

/** What he may know of it, and what may be passed on. */
function handlingLines(handling: unknown, context: WordsContext): readonly DetailLine[] {
  const { perp_knows: knows, embargo_until: embargo, onward_sharing: onward, harmed_told: told, ...others } = recordOf(handling)
  return [
    ...codeLine(`What ${context.speech.he} may know`, 'perp_knows', knows, context),
    ...line('Not to be passed on before', ...listOf(embargo).map((value) => dateWords(String(value)))),
    ...codeLine('May be passed on to', 'agency_type', onward, context),
    ...line('Person harmed told that it is shared', ...listOf(told).map(plainLeaf)),
    ...otherLines(others),
  ]
}

/** Why it may be shared, and the wishes or the override that this rests on. */
function sharingLines(sharing: unknown, context: WordsContext): readonly DetailLine[] {
  const { lawful_basis: bases, wishes_ref: wishes, override_ref: override, ...others } = recordOf(sharing)
  return [
    ...codeLine('Lawful basis', 'lawful_basis', bases, context),
    ...eventLine('Wishes that sharing rests on', listOf(wishes), context),
    ...eventLine('Override that sharing rests on', listOf(override), context),
    ...otherLines(others),
  ]
}

/** When it happened, as exactly as it was said, and when it was written down. */
function timeLines({ occurred, recorded_at: recorded }: Data, context: WordsContext): readonly DetailLine[] {
  const { from, until, precision, ...others } = recordOf(occurred)
  const when =
    typeof from === 'string' ? [occurredWords({ from, ...(typeof until === 'string' ? { until } : {}), precision: String(precision) })] : []
  return [
    ...line('When it happened', ...when),
    ...codeLine('How exact that is', 'occurred_precision', precision, context),
    ...otherLines(others),
    ...line('Recorded', ...listOf(recorded).map((value) => dateWords(String(value)))),
  ]
}

/** What is said by other lines of an entry, and what `openingLines` names. */
const SAID = ['subject', 'harmed', 'held', 'details']
const NAMED = [
  'occurred',
  'recorded_at',
  'assertion',
  'handling',
  'sharing',
  'agency_record_ref',
  'case_refs',
  'correlation_id',
  'retention_class',
]

/** What every event says besides who and what: when, how it is known, what he may know, why it may be shared, and by which references it is found. */
export const openingLines = (data: Data, context: WordsContext): readonly DetailLine[] => [
  ...timeLines(data, context),
  ...assertionLines(data.assertion, context),
  ...handlingLines(data.handling, context),
  ...sharingLines(data.sharing, context),
  ...line('The agency’s reference', ...listOf(data.agency_record_ref).map(plainLeaf)),
  ...line('Case references', ...listOf(data.case_refs).map(plainLeaf)),
  ...line('Reference of the request', ...listOf(data.correlation_id).map(plainLeaf)),
  ...codeLine('How long it is kept', 'retention_class', data.retention_class, context),
  ...otherLines(Object.fromEntries(entriesBut(data, [...SAID, ...NAMED]))),
]
