import { sql } from 'kysely'
import { hiddenNames } from '../../core/names/hidden-names.ts'
import { linkingSecret } from '../../core/linking/tokens.ts'
import { maskNames } from '../../core/parts/for-reader.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { DecisionInput } from '../../policy/facts/input.ts'
import type { Decision } from '../../policy/decide/decision.ts'
import type { AgencyId } from '../../schemas/ids.ts'
import type { ReadDeps } from './deps.ts'

/** What a reader may not see in texts. */
export interface Mask {
  /** A text as the reader may see it; undefined where texts are shown as they are. `workers`: names of workers whom the event itself names. */
  readonly hide: ((text: string, workers: ReadonlySet<string>) => string) | undefined
  /** Tokens of the names that it hides and of those that it leaves: where they are the same, so is every text. */
  readonly names: readonly string[]
}

const NOTHING: Mask = { hide: undefined, names: [] }

/**
 * What hides people's names in texts from a reader who is limited to a pair, or who faces the perpetrator (D.7, D.10, D.11 (5)): by the words of the text, and by the
 * keyed tokens of people in what a decision shows, as the link log has them now, so that no key of theirs is needed.
 */
export async function readMask(
  tx: ReadStoreTx,
  { policy, secrets }: Pick<ReadDeps, 'policy' | 'secrets'>,
  input: DecisionInput,
  decision: Decision,
): Promise<Mask> {
  const people = policy.namesOf(input, decision)
  if (people === undefined) return NOTHING
  const { rows } = await sql<{ readonly person: string; readonly token: string; readonly agency: AgencyId }>`
    select named_person as person, name_token as token, said_by as agency from name_tokens(${[...people.own, ...people.others]}::text[])`.execute(
    tx,
  )
  const tokensOf = (wanted: ReadonlySet<string>, from = rows): ReadonlySet<string> =>
    new Set(from.filter(({ person }) => wanted.has(person)).map(({ token }) => token))
  // A name that the reader's own agency gave somebody whom others had named already leaves no name in a text: else it could try all names one by one.
  const own = tokensOf(
    people.own,
    rows.filter(({ agency }) => agency !== input.request.reader.agency),
  )
  const others = tokensOf(people.others)
  const find = hiddenNames(linkingSecret(secrets.linking), { own, others })
  return { hide: (text, workers) => maskNames(text, find(text, workers)), names: ['', ...[...others].sort(), '', ...[...own].sort()] }
}
