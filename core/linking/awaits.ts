import { namesOf, type Evidence, type PersonEvidence } from './evidence.ts'

const personTokens = (said: PersonEvidence): readonly string[] => [...said.identifiers.map(({ token }) => token), ...namesOf(said)]

/** What an unlinked event waits for: its subject's identifiers and name, the names of the harmed (a pair), proceedings and event ids. */
export const awaitedTokens = ({ subject, harmed, proceedings, references }: Evidence): readonly string[] => [
  ...new Set([
    ...personTokens(subject),
    ...(subject.name === null ? [] : harmed.flatMap(namesOf)),
    ...proceedings.flatMap(({ tokens }) => tokens),
    ...references,
  ]),
]

/** Tokens that find people: what a batch asks the store for. */
export const searchedTokens = ({ subject, harmed }: Evidence): readonly string[] => [
  ...new Set([...personTokens(subject), ...harmed.flatMap(personTokens)]),
]
