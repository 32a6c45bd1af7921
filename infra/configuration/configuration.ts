import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { unknownNames, type UnknownName } from './unknown-names.ts'
import { DEFAULT_LOG_ORIGIN, LOG_ORIGIN } from './log-origin.ts'
import { DEFAULT_LIMITS, DEFAULT_PUBLIC_LIMIT, type Limits, type PublicLimit } from './limits.ts'
import { LOG_LEVELS, ROLES, SETTINGS, TOOL_SETTINGS, type Role, type SettingName } from './settings.ts'

/** How to reach Kafka. With a user name: SCRAM-SHA-512 over TLS. */
export interface KafkaConfiguration {
  /** `host:port` of the brokers that are asked first. */
  readonly brokers: readonly string[]
  /** PEM file with the authority that signed the brokers' certificates; TLS when set. */
  readonly caFile: string | undefined
  readonly username: string | undefined
  readonly passwordFile: string | undefined
  /** Before the names of topics, groups and users of this installation, with its dot; undefined: none. */
  readonly prefix?: string | undefined
}

/** How this process is set up, from the environment. Each of the four addresses moves one part to the distributed column. */
export interface Configuration {
  /** Data folder, absolute. */
  readonly data: string
  readonly port: number
  readonly host: string
  readonly logLevel: string
  /** An OpenID Connect issuer; undefined: the bundled provider with made-up people. */
  readonly oidcIssuer: string | undefined
  /** Where people and systems reach the gateways, without a slash at the end; undefined: where this one listens. */
  readonly publicOrigin: string | undefined
  /** Where Kafka is; undefined: the embedded event log. */
  readonly kafka: KafkaConfiguration | undefined
  /** The Confluent-compatible registry's base address; undefined: the schemas of this installation. */
  readonly registryUrl: string | undefined
  /** `postgres://…`; undefined: the embedded read store and vault. */
  readonly databaseUrl: string | undefined
  /** File with the master key of the vault, absolute; the same for all processes of an installation. */
  readonly masterKeyFile: string
  /** File with the list of what was erased, absolute: kept for a restore (docs/how-to/back-up-and-restore.md). */
  readonly erasuresFile: string
  /** Name under which the transparency log is signed. */
  readonly logOrigin: string
  /** File with the policy of the transparency log's witnesses, absolute; undefined: nobody is asked. */
  readonly witnessPolicyFile: string | undefined
  /** What of Throughline runs in this process. */
  readonly roles: readonly Role[]
  /** True where entries of a national register may be published (publish rule G17): no such register is in law, so it is off unless switched on. */
  readonly nationalRegister: boolean
  readonly limits: Limits
  /** How long the later entry of a receipt waits, and how far apart such entries are (ms). */
  readonly laterEntryMs: number
  /** Requests that one address may make of routes that are open to anybody. */
  readonly publicLimit: PublicLimit
  /** Addresses and networks of reverse proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[]
  /** Where metrics and health are served. `port` undefined: the usual one, or any free one where that is taken. */
  readonly metrics: { readonly host: string; readonly port: number | undefined }
  /** Collector of spans; undefined: nothing is traced. */
  readonly tracesTo: string | undefined
  readonly production: boolean
  /** What is probably not as it was meant, a sentence each. */
  readonly warnings: readonly string[]
}

/** A variable of the environment is not as it must be; the message names the variable and the accepted form, never its value. */
export class ConfigurationError extends Error {
  readonly code = 'configuration'
  constructor(message: string) {
    super(message)
    this.name = 'ConfigurationError'
  }
}

const listOf = (text: string): readonly string[] => text.split(',').map((item) => item.trim())

const aNumber = z
  .string()
  .regex(/^\d{1,7}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(1_000_000))

const aPort = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535))
const aHost = z.string().regex(/^[A-Za-z0-9.:_-]+$/)

/** An address, or a network in CIDR notation. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  return (
    version !== 0 &&
    more.length === 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128)))
  )
}

/** What each variable is read as; its words are in `settings.ts`. A setting without words, or words without a setting, does not compile. */
const environment = z
  .object({
    THROUGHLINE_DATA: z.string().min(1).default('./data'),
    PORT: aPort.default(3000),
    HOST: aHost.default('127.0.0.1'),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('warn'),
    OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    KAFKA_BROKERS: z
      .string()
      .transform(listOf)
      .pipe(z.array(z.string().regex(/^[A-Za-z0-9.-]+:\d{1,5}$/)).min(1))
      .optional(),
    KAFKA_CA_FILE: z.string().optional(),
    KAFKA_USERNAME: z.string().optional(),
    KAFKA_PASSWORD_FILE: z.string().optional(),
    KAFKA_PREFIX: z
      .string()
      .regex(/^(?!agency|throughline-)[a-z0-9][a-z0-9-]{0,30}\.$/)
      .optional(),
    SCHEMA_REGISTRY_URL: z.url({ protocol: /^https?$/ }).optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    THROUGHLINE_ERASURES_FILE: z.string().optional(),
    THROUGHLINE_EVENTS_BURST: aNumber.default(DEFAULT_LIMITS.eventsBurst),
    THROUGHLINE_EVENTS_PER_SECOND: aNumber.default(DEFAULT_LIMITS.eventsPerSecond),
    THROUGHLINE_SUBJECT_EVENTS_PER_HOUR: aNumber.default(DEFAULT_LIMITS.subjectEventsPerHour),
    THROUGHLINE_LATER_RECEIPT_SECONDS: z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number)
      .pipe(z.number().min(1).max(3_600))
      .default(60),
    THROUGHLINE_LOG_ORIGIN: z.string().regex(LOG_ORIGIN).default(DEFAULT_LOG_ORIGIN),
    THROUGHLINE_LOOKUPS_PER_DAY: aNumber.default(DEFAULT_LIMITS.lookupsPerDay),
    THROUGHLINE_MASTER_KEY_FILE: z.string().optional(),
    THROUGHLINE_METRICS_HOST: aHost.default('127.0.0.1'),
    THROUGHLINE_METRICS_PORT: aPort.optional(),
    THROUGHLINE_ROLES: z
      .string()
      .transform(listOf)
      .pipe(z.array(z.enum(ROLES)).min(1))
      .default([...ROLES]),
    THROUGHLINE_NATIONAL_REGISTER: z.enum(['on', 'off']).default('off'),
    THROUGHLINE_ORIGIN: z
      .url({ protocol: /^https?$/ })
      .refine((text) => ['', '/'].includes(new URL(text).pathname) && !/[?#@]/.test(text))
      .transform((text) => new URL(text).origin)
      .optional(),
    THROUGHLINE_WITNESS_POLICY: z.string().optional(),
    THROUGHLINE_PUBLIC_PER_SECOND: aNumber.default(DEFAULT_PUBLIC_LIMIT.perSecond),
    THROUGHLINE_PUBLIC_BURST: aNumber.default(DEFAULT_PUBLIC_LIMIT.burst),
    THROUGHLINE_TRUSTED_PROXIES: z
      .string()
      .transform(listOf)
      .pipe(z.array(z.string().refine(isNetwork)))
      .default([]),
    NODE_ENV: z.string().optional(),
  } satisfies Readonly<Record<SettingName, z.ZodType>>)
  .superRefine(({ KAFKA_USERNAME: user, KAFKA_PASSWORD_FILE: password, KAFKA_CA_FILE: authority }, context) => {
    const wrong = (name: string): void => {
      context.addIssue({ code: 'custom', path: [name] })
    }
    if (user !== undefined && password === undefined) wrong('KAFKA_PASSWORD_FILE')
    if (password !== undefined && user === undefined) wrong('KAFKA_USERNAME')
    // A password in the clear is nobody's wish.
    if (user !== undefined && authority === undefined) wrong('KAFKA_CA_FILE')
  })

/**
 * Names that nobody knows. INVARIANT: a misspelt name never leaves a default in force unseen: it stops the start. Only of Kafka's own names, which its images and
 * tools have, one that is near none of ours is no more than a warning.
 */
function unknownWords(names: readonly string[]): { readonly errors: readonly string[]; readonly warnings: readonly string[] } {
  const found = unknownNames(names, [...Object.keys(SETTINGS), ...Object.keys(TOOL_SETTINGS)])
  const words = ({ name, meant }: UnknownName): string =>
    `${name} is no variable of Throughline${meant === undefined ? '' : `: ${meant} is probably meant`}.`
  const isKafkas = ({ name, meant }: UnknownName): boolean => meant === undefined && name.startsWith('KAFKA_')
  return {
    errors: found.filter((one) => !isKafkas(one)).map((one) => `${words(one)} Correct it, or unset it.`),
    warnings: found.filter(isKafkas).map((one) => `${words(one)} It has no effect.`),
  }
}

type Read = z.infer<typeof environment>

/** The value that a setting has where it is not set, as one would write it; undefined: it has none. */
export function defaultOf(name: SettingName): string | undefined {
  const value = environment.parse({})[name]
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined
  return Array.isArray(value) ? value.join(',') : String(value)
}

/** What production needs more: nobody signs in, or hands a token over, in the clear, or where links lead elsewhere. */
function missingInProduction({
  NODE_ENV: mode,
  OIDC_ISSUER: issuer,
  THROUGHLINE_ORIGIN: origin,
  THROUGHLINE_ROLES: roles,
}: Read): readonly string[] {
  if (mode !== 'production' || !roles.includes('gateway')) return []
  const inTheClear = (address: string | undefined): boolean => address?.startsWith('http:') === true
  return [
    ...(inTheClear(issuer)
      ? [`With NODE_ENV=production OIDC_ISSUER must be ${SETTINGS.OIDC_ISSUER.form}; http sends sign-ins in the clear.`]
      : []),
    ...(inTheClear(origin) || (issuer !== undefined && origin === undefined)
      ? [
          `With NODE_ENV=production THROUGHLINE_ORIGIN must be ${SETTINGS.THROUGHLINE_ORIGIN.form}; without it sign-in leads people to the address on which this process listens.`,
        ]
      : []),
  ]
}

/** What a log of an installation that others rely on lacks. */
const unnamedLog = ({ NODE_ENV: mode, THROUGHLINE_ROLES: roles, THROUGHLINE_LOG_ORIGIN: origin }: Read): readonly string[] =>
  mode === 'production' && roles.includes('timeline') && origin === DEFAULT_LOG_ORIGIN
    ? [
        `THROUGHLINE_LOG_ORIGIN is not set: the transparency log has the name of every installation without one, and cannot be witnessed. Set it before the first start: ${SETTINGS.THROUGHLINE_LOG_ORIGIN.form}.`,
      ]
    : []

/** Reads the configuration. Throws ConfigurationError for the first variables that are wrong, all of them named. */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>): Configuration {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(present)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]
    throw new ConfigurationError(names.map((name) => `${name} must be ${SETTINGS[name as SettingName].form}.`).join('\n'))
  }
  const value = parsed.data
  const unknown = unknownWords(Object.keys(present))
  const wrong = [...unknown.errors, ...missingInProduction(value)]
  if (wrong.length > 0) throw new ConfigurationError(wrong.join('\n'))
  const data = resolve(value.THROUGHLINE_DATA)
  const brokers = value.KAFKA_BROKERS
  return {
    data,
    port: value.PORT,
    host: value.HOST,
    logLevel: value.LOG_LEVEL,
    oidcIssuer: value.OIDC_ISSUER,
    publicOrigin: value.THROUGHLINE_ORIGIN,
    kafka: brokers && {
      brokers,
      caFile: value.KAFKA_CA_FILE,
      username: value.KAFKA_USERNAME,
      passwordFile: value.KAFKA_PASSWORD_FILE,
      prefix: value.KAFKA_PREFIX,
    },
    registryUrl: value.SCHEMA_REGISTRY_URL,
    databaseUrl: value.DATABASE_URL,
    masterKeyFile: resolve(value.THROUGHLINE_MASTER_KEY_FILE ?? join(data, 'master.key')),
    erasuresFile: resolve(value.THROUGHLINE_ERASURES_FILE ?? join(data, 'erasures.jsonl')),
    logOrigin: value.THROUGHLINE_LOG_ORIGIN,
    witnessPolicyFile: value.THROUGHLINE_WITNESS_POLICY === undefined ? undefined : resolve(value.THROUGHLINE_WITNESS_POLICY),
    roles: value.THROUGHLINE_ROLES,
    nationalRegister: value.THROUGHLINE_NATIONAL_REGISTER === 'on',
    limits: {
      eventsPerSecond: value.THROUGHLINE_EVENTS_PER_SECOND,
      eventsBurst: value.THROUGHLINE_EVENTS_BURST,
      subjectEventsPerHour: value.THROUGHLINE_SUBJECT_EVENTS_PER_HOUR,
      lookupsPerDay: value.THROUGHLINE_LOOKUPS_PER_DAY,
    },
    laterEntryMs: value.THROUGHLINE_LATER_RECEIPT_SECONDS * 1_000,
    publicLimit: { perSecond: value.THROUGHLINE_PUBLIC_PER_SECOND, burst: value.THROUGHLINE_PUBLIC_BURST },
    trustedProxies: value.THROUGHLINE_TRUSTED_PROXIES,
    metrics: { host: value.THROUGHLINE_METRICS_HOST, port: value.THROUGHLINE_METRICS_PORT },
    tracesTo: value.OTEL_EXPORTER_OTLP_ENDPOINT,
    production: value.NODE_ENV === 'production',
    warnings: [...unknown.warnings, ...unnamedLog(value)],
  }
}
