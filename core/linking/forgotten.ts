import type { CaseLogId, PersonId } from '../../schemas/ids.ts'
import type { IndexPart } from '../case/index-part.ts'
import { personTokens } from './person-tokens.ts'
import type { Effects } from './decision.ts'
import type { Evidence } from './evidence.ts'

/** An event of a case log with what it says of its people. */
export interface SaidOf {
  readonly index: Pick<IndexPart, 'subject' | 'harmed' | 'proceedings'>
  readonly said: Pick<Evidence, 'subject' | 'harmed'>
}

const tokensOf = ({ index, said }: SaidOf): readonly { readonly person: PersonId; readonly token: string }[] =>
  [index.subject, ...index.harmed.map(({ person }) => person)].flatMap((person, at) => {
    const evidence = at === 0 ? said.subject : said.harmed[at - 1]
    return evidence === undefined || person === '' ? [] : personTokens(evidence).map(({ token }) => ({ person, token }))
  })

const distinct = <Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] => [
  ...new Map(items.map((item) => [key(item), item])).values(),
]

/**
 * The tokens that a case loses when events leave it: of identifiers, names and proceedings that none of the events that stay says. If it kept them, the next event
 * about the person whose they really are would be linked to this case again. `elsewhere`: what other case logs say of people who are in them by the same ids; a person is known by it wherever she is.
 */
export function forgottenBy(
  caseLog: CaseLogId,
  leaving: readonly SaidOf[],
  staying: readonly SaidOf[],
  elsewhere: readonly SaidOf[] = [],
): Pick<Effects, 'forgotten' | 'forgotten_proceedings'> {
  const keyOf = ({ person, token }: { readonly person: PersonId; readonly token: string }): string => `${person} ${token}`
  const kept = new Set([...staying, ...elsewhere].flatMap(tokensOf).map(keyOf))
  const quoted = new Set(staying.flatMap(({ index }) => index.proceedings.map(({ token }) => token)))
  return {
    forgotten: distinct(
      leaving.flatMap(tokensOf).filter((said) => !kept.has(keyOf(said))),
      keyOf,
    ),
    forgotten_proceedings: distinct(
      leaving.flatMap(({ index }) => index.proceedings).filter(({ token }) => !quoted.has(token)),
      ({ token }) => token,
    ).map(({ token }) => ({ token, case_log: caseLog })),
  }
}
