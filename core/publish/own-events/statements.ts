import type { KnownStatement } from './statement.ts'

/** Statements of agencies, as far as the events at hand ask for them. */
export interface Statements {
  /** Adds a statement; one that is there stays. */
  learn(statement: KnownStatement): void
  /** Those that are of an event of this id, about the proceeding of this token, or correct or withdraw an event of this id; of every agency. */
  about(key: string): readonly KnownStatement[]
}

/** What a statement is found by: its event's id, its proceeding's tokens, and the event that it corrects or withdraws. Each once. */
export const keysOfStatement = ({ eventId, proceedings, corrects, retracts }: KnownStatement): readonly string[] => [
  ...new Set([eventId, ...proceedings, ...[corrects, retracts].filter((id) => id !== null)]),
]

const identity = ({ agency, system, eventId }: KnownStatement): string => [agency, system, eventId].join('\n')

export function createStatements(): Statements {
  const byKey = new Map<string, Map<string, KnownStatement>>()
  return {
    learn(statement) {
      for (const key of keysOfStatement(statement)) {
        const found = byKey.get(key) ?? new Map<string, KnownStatement>()
        if (!found.has(identity(statement))) found.set(identity(statement), statement)
        byKey.set(key, found)
      }
    },
    about: (key) => [...(byKey.get(key)?.values() ?? [])],
  }
}
