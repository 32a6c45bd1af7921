import type { LogEvent } from 'kysely'

/** Told of each statement after it ran or failed: its SQL text and its parameters. For tests of what a read fetches; never to a log. */
export type OnQuery = (sql: string, parameters: readonly unknown[]) => void

/** Kysely's `log` option for a hook. */
export const queryLog =
  (onQuery: OnQuery) =>
  (event: LogEvent): void => {
    onQuery(event.query.sql, event.query.parameters)
  }
