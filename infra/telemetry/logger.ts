import { pino, type DestinationStream, type Logger } from 'pino'

/** Fields that a log line may have. Everything else is dropped: personal data never reaches a log (R.10). */
const ALLOWED = [
  'code',
  'status',
  'method',
  'route',
  'ms',
  'count',
  'topic',
  'partition',
  'consumer',
  'request',
  'agency',
  'version',
  'name',
  'path',
  'step',
  'roles',
  'causes',
] as const

export type LogFields = Partial<Record<(typeof ALLOWED)[number], string | number>>

/** A logger that keeps named fields only. An error is logged by its name and code, never its message. */
export interface Log {
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields & { readonly error?: unknown }, message: string): void
  /** Why this process ends. */
  fatal(fields: LogFields, message: string): void
}

const allowed = (fields: Readonly<Record<string, unknown>>): LogFields =>
  Object.fromEntries(ALLOWED.filter((field) => fields[field] !== undefined).map((field) => [field, fields[field]]))

const named = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return {}
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  return { name: error.name, ...code }
}

/** A logger at the level of LOG_LEVEL, on standard error, one JSON line an entry. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const logger: Logger = pino({ level, base: null }, destination ?? pino.destination({ fd: 2, sync: true }))
  return {
    info: (fields, message) => {
      logger.info(allowed(fields), message)
    },
    warn: (fields, message) => {
      logger.warn(allowed(fields), message)
    },
    fatal: (fields, message) => {
      logger.fatal(allowed(fields), message)
    },
    error: (fields, message) => {
      logger.error({ ...named(fields.error), ...allowed(fields) }, message)
    },
  }
}
