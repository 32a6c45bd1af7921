import type { EventExplained, ReadExplained } from '../gateway/audit/replay/explain-read.ts'
import { explainRecord } from '../gateway/audit/replay/replay.ts'
import type { PartExplained, Step } from '../policy/explain/explain.ts'
import type { PolicyWords } from '../policy/release/descriptions.ts'
import { readersWords } from '../policy/explain/readers-words.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { loadRecords } from '../schemas/index.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { policyOf } from './policy.ts'
import { runningOrHere } from './running-or-here.ts'

/** An explanation as it goes through the socket: the words of policies as a list. */
export interface ExplainedJson extends Omit<ReadExplained, 'policy'> {
  readonly policy: {
    readonly hash: string
    readonly engine: number
    readonly words: readonly (readonly [id: string, words: PolicyWords])[]
  } | null
}

export interface ExplainOptions {
  /** Id of the access record of the read. */
  readonly record: string
  /** Only fields of this name. */
  readonly field?: string | undefined
  /** In words for the reader: what lets them see what they saw, and nothing of what they did not. */
  readonly forReader: boolean
}

/** The command to a running process. */
export const explainHandler =
  (parts: Parts) =>
  async ({ record }: Readonly<Record<string, unknown>>): Promise<ExplainedJson | null> => {
    const explained = await explainRecord({ ...parts, records: loadRecords(), policyOf }, String(record))
    if (explained === undefined) return null
    const { policy, ...rest } = explained
    return { ...rest, policy: policy === undefined ? null : { hash: policy.hash, engine: policy.engine, words: [...policy.words] } }
  }

type WordsOf = (id: string) => PolicyWords | undefined

const WHOLE: Readonly<Record<PartExplained['form'], string>> = { plain: 'as said', reduced: 'in its short form', withheld: 'withheld' }

const stepLine =
  (wordsOf: WordsOf) =>
  ({ about, action, resource, allowed, policies }: Step): string =>
    [
      `    ${about} ${action} ${resource}: ${allowed ? 'yes' : 'no'}${policies.length === 0 ? ' (no policy permits it)' : ''}`,
      ...policies.map((id) => `      ${id}: ${wordsOf(id)?.comment ?? ''}`),
    ].join('\n')

const nameOf = ({ log, sequence, type }: EventExplained): string => `event ${String(sequence)} of case log ${String(log)} (${type})`

const hasField =
  (field: string | undefined) =>
  ({ fields }: PartExplained): boolean =>
    field === undefined || fields.includes(field)

/** In full, for an auditor. */
function inFull({ events, refused, outcome }: ExplainedJson, wordsOf: WordsOf, field: string | undefined): readonly string[] {
  const line = stepLine(wordsOf)
  const request = (refused ?? events[0]?.explanation)?.request ?? []
  return [
    `request: ${outcome}`,
    ...request.map(line),
    ...events.flatMap((event) => [
      `${nameOf(event)}: ${event.explanation.effect ?? 'hidden'}`,
      ...event.explanation.event.map(line),
      ...event.explanation.parts
        .filter(hasField(field))
        .flatMap(({ class: sensitivity, fields, form, steps }) => [
          `  ${sensitivity}${fields.length === 0 ? '' : ` (${fields.join(', ')})`}: ${WHOLE[form]}`,
          ...steps.map(line),
        ]),
    ]),
  ]
}

/** What lets a reader see what they saw, event by event as the answer had them: a number in the case log would tell of others between. */
function inReadersWords({ events }: ExplainedJson, words: ReadonlyMap<string, PolicyWords>, field: string | undefined): readonly string[] {
  return events.flatMap(({ type, released, explanation }, at) => {
    const isShown = (part: PartExplained): boolean =>
      hasField(field)(part) &&
      released.some(([owner, sensitivity, form]) => owner === part.owner && sensitivity === part.class && form === part.form)
    if (field !== undefined && !explanation.parts.some(isShown)) return []
    return [
      `You see event ${String(at + 1)} of the answer (${type}) because:`,
      ...readersWords(explanation, words, isShown).map((words) => `  ${words}`),
    ]
  })
}

/** `throughline policy explain`; resolves with the exit code. */
export async function explainPolicy(
  configuration: Configuration,
  { record, field, forReader }: ExplainOptions,
  output: Output,
): Promise<number> {
  const explained = await runningOrHere(configuration, 'policy-explain', { record }, (parts) => explainHandler(parts)({ record }))
  if (explained === null) throw new Error('There is no access record of this id.')
  if (explained.verdict !== undefined) {
    output.result(`It decided nothing, or cannot be made again: ${explained.outcome}`, explained)
    return explained.outcome === 'match' ? 0 : 1
  }
  const words = new Map(explained.policy?.words ?? [])
  const wordsOf: WordsOf = (id) => words.get(id)
  const lines = forReader
    ? inReadersWords(explained, words, field)
    : [`release ${explained.policy?.hash ?? ''}`, ...inFull(explained, wordsOf, field)]
  output.result(lines.join('\n'), forReader ? { lines } : explained)
  return 0
}
