import { resolve } from 'node:path'
import { z } from 'zod'

/** How this process is set up, from the environment. Each of the four addresses moves one part to the distributed column. */
export interface Configuration {
  /** Data folder, absolute. */
  readonly data: string
  readonly port: number
  readonly host: string
  readonly logLevel: string
  /** An OpenID Connect issuer; undefined: the bundled provider with made-up people. */
  readonly oidcIssuer: string | undefined
  readonly production: boolean
}

/** A variable of the environment is not as it must be; the message names the variable and the accepted form, never its value. */
export class ConfigurationError extends Error {
  readonly code = 'configuration'
  constructor(message: string) {
    super(message)
    this.name = 'ConfigurationError'
  }
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const forms = {
  THROUGHLINE_DATA: 'a folder that may be made and written to, for example ./data',
  PORT: 'a whole number from 0 to 65535, for example 3000 (0: any free port)',
  HOST: 'a host name or address to listen on, for example 127.0.0.1',
  LOG_LEVEL: `one of ${LEVELS.join(', ')}`,
  OIDC_ISSUER: 'the https address of an OpenID Connect issuer, for example https://login.example.org',
} as const

const environment = z.object({
  THROUGHLINE_DATA: z.string().min(1).default('./data'),
  PORT: z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.number().max(65_535)).default(3000),
  HOST: z.string().regex(/^[A-Za-z0-9.:_-]+$/).default('127.0.0.1'),
  LOG_LEVEL: z.enum(LEVELS).default('warn'),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  NODE_ENV: z.string().optional(),
})

/** What the distributed column needs and this release does not have yet: refused, so that nobody believes that it is in use. */
const NOT_YET = ['KAFKA_BROKERS', 'SCHEMA_REGISTRY_URL', 'DATABASE_URL'] as const

/** Reads the configuration. Throws ConfigurationError for the first variables that are wrong, all of them named. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const early = NOT_YET.filter((name) => env[name] !== undefined && env[name] !== '')
  if (early.length > 0) {
    throw new ConfigurationError(`${early.join(', ')}: not supported by this release, which runs embedded only. Unset to start.`)
  }
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]
    throw new ConfigurationError(names.map((name) => `${name} must be ${forms[name as keyof typeof forms]}.`).join('\n'))
  }
  const value = parsed.data
  return {
    data: resolve(value.THROUGHLINE_DATA),
    port: value.PORT,
    host: value.HOST,
    logLevel: value.LOG_LEVEL,
    oidcIssuer: value.OIDC_ISSUER,
    production: value.NODE_ENV === 'production',
  }
}
