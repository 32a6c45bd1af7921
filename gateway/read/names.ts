import { sql } from 'kysely'
import { findOthersNames } from '../../core/linking/others-names.ts'
import { maskNames } from '../../core/parts/mask-names.ts'
import type { ReadStoreTx } from '../../infra/read-store/port.ts'
import type { DecisionInput } from '../policy/types.ts'
import type { ReadDeps } from './reading.ts'

/** What a reader may not see in texts. */
export interface Mask {
  /** A text as the reader may see it. */
  readonly hide: (text: string) => string
  /** Tokens of the names that it hides and of those that it leaves: where they are the same, so is every text. */
  readonly names: readonly string[]
}

const everything: Mask = { hide: (text) => text, names: [] }

/** Everybody in the logs, by every id. */
const peopleIn = ({ logs }: DecisionInput): readonly string[] =>
  [...new Set(logs.flatMap(({ events }) => events.flatMap(({ index }) => [index.subject, ...index.harmed.map(({ person }) => person)])))]

/**
 * What hides the names of people of other pairs in texts from a reader who is limited to a pair (D.7, W09): known by keyed tokens, as the link log has them now,
 * so that no key of theirs is needed. A name that somebody of the reader's own pair, or the perpetrator, shares stays.
 */
export async function readMask(tx: ReadStoreTx, { policy, secrets }: Pick<ReadDeps, 'policy' | 'secrets'>, input: DecisionInput): Promise<Mask> {
  const hidden = policy.othersOf(input)
  if (hidden.size === 0) return everything
  const { rows } = await sql<{ readonly person: string, readonly token: string }>`
    select named_person as person, name_token as token from name_tokens(${peopleIn(input)}::text[])`.execute(tx)
  const tokensOf = (wanted: boolean): ReadonlySet<string> => new Set(rows.filter(({ person }) => hidden.has(person) === wanted).map(({ token }) => token))
  const [others, own] = [tokensOf(true), tokensOf(false)]
  const find = findOthersNames(secrets.linking, others, own)
  return { hide: (text) => maskNames(text, find(text)), names: [...[...others].sort(), '', ...[...own].sort()] }
}
