import type { Evidence, PersonEvidence } from './evidence.ts'

const personTokens = ({ identifiers, name }: PersonEvidence): readonly string[] =>
  [...identifiers.map(({ token }) => token), ...(name === null ? [] : [name])]

/** What an unlinked event waits for: its subject's identifiers and name, the names of the harmed (a pair), proceedings and event ids. */
export const awaitedTokens = ({ subject, harmed, proceedings, references }: Evidence): readonly string[] =>
  [...new Set([
    ...personTokens(subject),
    ...(subject.name === null ? [] : harmed.flatMap(({ name }) => name ?? [])),
    ...proceedings.flatMap(({ tokens }) => tokens),
    ...references,
  ])]

/** Tokens that find people: what a batch asks the store for. */
export const searchedTokens = ({ subject, harmed }: Evidence): readonly string[] =>
  [...new Set([...personTokens(subject), ...harmed.flatMap(personTokens)])]
