/** Parts of Throughline that can run in processes of their own. */
export const ROLES = ['control', 'timeline', 'intake', 'gateway'] as const
export type Role = (typeof ROLES)[number]

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** What settings are about, in the order in which people meet them. */
export const SETTING_GROUPS = [
  'This process',
  'The distributed column',
  'People and systems',
  'Limits',
  'Health, metrics and traces',
] as const

/** A variable of the environment that sets a process up: what it is for, in words. What is read from it: `configuration.ts`. */
export interface Setting {
  readonly group: (typeof SETTING_GROUPS)[number]
  /** What it does: a sentence without a full stop. */
  readonly does: string
  /** What it must be, as an error says it: completes "NAME must be …". */
  readonly form: string
  /** What a number counts; undefined: it is no number with a unit. */
  readonly unit?: string
  /** What holds where it is not set and has no value by default. */
  readonly otherwise?: string
  /** Who reads it: processes with one of these roles, or every process. */
  readonly readBy: readonly Role[] | 'every process'
}

const KAFKA: Pick<Setting, 'group' | 'readBy'> = { group: 'The distributed column', readBy: 'every process' }

/** Every setting, by name. docs/reference/settings.md is made of this and of the defaults (`npm run docs`). */
export const SETTINGS = {
  THROUGHLINE_DATA: {
    group: 'This process',
    does: 'Where a process keeps its data: in one process everything; in the distributed column the socket for commands, and, unless they are elsewhere, the master key and the list of erasures, so that each process has a folder of its own',
    form: 'a folder that may be made and written to, for example ./data',
    readBy: 'every process',
  },
  THROUGHLINE_ROLES: {
    group: 'This process',
    does: 'What of Throughline runs in this process',
    form: `some of ${ROLES.join(', ')} with commas between`,
    readBy: 'every process',
  },
  PORT: {
    group: 'This process',
    does: 'The port on which a gateway serves its API and its pages',
    form: 'a whole number from 0 to 65535, for example 3000 (0: any free port)',
    readBy: ['gateway'],
  },
  HOST: {
    group: 'This process',
    does: 'The address on which a gateway serves them',
    form: 'a host name or address to listen on, for example 127.0.0.1',
    readBy: ['gateway'],
  },
  LOG_LEVEL: {
    group: 'This process',
    does: 'The least severity that is logged. No level logs personal data',
    form: `one of ${LOG_LEVELS.join(', ')}`,
    readBy: 'every process',
  },
  THROUGHLINE_MASTER_KEY_FILE: {
    group: 'This process',
    does: "The vault's master key, the same for all processes of an installation. Keep a copy apart from the data",
    form: "a file for the vault's master key, the same for all processes of an installation",
    otherwise: '`master.key` in the data folder',
    readBy: 'every process',
  },
  THROUGHLINE_ERASURES_FILE: {
    group: 'This process',
    does: 'The list of what was erased, which a restore needs. Put it on another disk',
    form: 'a file for the list of what was erased, on another disk than the data',
    otherwise: '`erasures.jsonl` in the data folder',
    readBy: 'every process',
  },
  THROUGHLINE_NATIONAL_REGISTER: {
    group: 'This process',
    does: 'Whether entries of a national register may be published (rule G17): no such register is in law. Set it alike everywhere; `throughline check` reads it, too',
    form: 'on or off (the default): whether entries of a national register may be published',
    readBy: ['intake', 'gateway'],
  },
  NODE_ENV: {
    group: 'This process',
    does: '`production` refuses what is for trials: sign-in in the clear, made-up people',
    form: 'production, or anything else for trials',
    otherwise: 'trials',
    readBy: 'every process',
  },
  KAFKA_BROKERS: {
    ...KAFKA,
    does: 'Moves the event log to Kafka: the brokers that are asked first',
    form: 'brokers as host:port with commas between, for example kafka-1.example.org:9093,kafka-2.example.org:9093',
    otherwise: 'the event log is embedded',
  },
  KAFKA_CA_FILE: {
    ...KAFKA,
    does: 'Kafka over TLS, and whose certificates are believed',
    form: "a PEM file with the authority that signed the brokers' certificates",
    otherwise: 'no TLS',
  },
  KAFKA_USERNAME: {
    ...KAFKA,
    does: 'Who this process is at Kafka. Only over TLS',
    form: 'the user name of this process at Kafka (SCRAM-SHA-512), together with KAFKA_PASSWORD_FILE and KAFKA_CA_FILE',
    otherwise: 'it signs in as nobody',
  },
  KAFKA_PASSWORD_FILE: {
    ...KAFKA,
    does: 'The password of that user',
    form: 'a file with the password of KAFKA_USERNAME',
    otherwise: 'it signs in as nobody',
  },
  KAFKA_PREFIX: {
    ...KAFKA,
    does: 'What names of topics, groups and users of this installation begin with, on a cluster that others use, too',
    form: 'a word of lower-case letters, digits and - with a dot at the end, before the names of topics, groups and users; not one that begins with agency or throughline-; for example west.',
    otherwise: 'none',
  },
  SCHEMA_REGISTRY_URL: {
    group: 'The distributed column',
    does: 'Moves the schemas to a registry',
    form: 'the address of a Confluent-compatible schema registry, for example https://registry.example.org/apis/ccompat/v7',
    otherwise: 'the schemas of this installation',
    readBy: 'every process',
  },
  DATABASE_URL: {
    group: 'The distributed column',
    does: "Moves the read store, the vault, sessions, agencies' keys, the heads of the logs and the transparency log to PostgreSQL",
    form: 'the address of a PostgreSQL database, for example postgres://user@db.example.org:5432/throughline',
    otherwise: 'they are embedded',
    readBy: 'every process',
  },
  OIDC_ISSUER: {
    group: 'People and systems',
    does: 'Where people sign in. A process with the role control asks it who releases a policy',
    form: 'the https address of an OpenID Connect issuer, for example https://login.example.org',
    otherwise: 'the bundled sign-in with made-up people',
    readBy: ['gateway', 'control'],
  },
  THROUGHLINE_ORIGIN: {
    group: 'People and systems',
    does: 'The address at which people and systems reach the gateways: sign-in leads back to it, and it is the issuer of tokens for systems',
    form: 'the https address at which people and systems reach the gateways, without a path, for example https://throughline.example.org',
    otherwise: 'where this gateway listens',
    readBy: ['gateway'],
  },
  THROUGHLINE_LOG_ORIGIN: {
    group: 'People and systems',
    does: 'The name under which the transparency log is signed, by which a witness and whoever checks a proof know it. Set it before the first start: a log that was signed keeps its name',
    form: 'an address without its scheme that is this log for ever, for example throughline.example.org/log',
    readBy: ['timeline', 'gateway'],
  },
  THROUGHLINE_WITNESS_POLICY: {
    group: 'People and systems',
    does: 'Which agencies cosign the checkpoints of the transparency log, where they are asked, and how many must: [run a witness](../how-to/run-a-witness.md)',
    form: "a file with the policy of the transparency log's witnesses (C2SP tlog-policy), for example ./witness-policy",
    otherwise: 'nobody is asked',
    readBy: ['timeline', 'gateway'],
  },
  THROUGHLINE_TRUSTED_PROXIES: {
    group: 'People and systems',
    does: "What stands in front of the gateways, so that limits by address count people's addresses and not the proxy's",
    form: 'addresses or networks of reverse proxies whose X-Forwarded-For is believed, with commas between, for example 10.0.0.5,2001:db8:1::/64',
    readBy: ['gateway'],
  },
  THROUGHLINE_EVENTS_PER_SECOND: {
    group: 'Limits',
    does: 'How many events one credential may send for ever',
    form: 'a whole number from 1 to 1000000: events a second that a credential may send for ever, for example 500',
    unit: 'events a second',
    readBy: ['gateway'],
  },
  THROUGHLINE_EVENTS_BURST: {
    group: 'Limits',
    does: 'How many it may send at once',
    form: 'a whole number from 1 to 1000000: events that a credential may send at once, for example 20000',
    unit: 'events',
    readBy: ['gateway'],
  },
  THROUGHLINE_SUBJECT_EVENTS_PER_HOUR: {
    group: 'Limits',
    does: "How many of one agency's events about one subject are taken in an hour; the rest wait in order",
    form: 'a whole number from 1 to 1000000: events of one agency about one subject that are taken in an hour, for example 2000',
    unit: 'events an hour',
    readBy: ['intake'],
  },
  THROUGHLINE_LATER_RECEIPT_SECONDS: {
    group: 'Limits',
    does: 'What only the case can say of an event is in its receipt at the first whole minute at least so long later; such entries are as far apart',
    form: 'a whole number from 1 to 3600: how long the later entry of a receipt waits, and how far apart such entries are, for example 60',
    unit: 'seconds',
    readBy: ['intake'],
  },
  THROUGHLINE_LOOKUPS_PER_DAY: {
    group: 'Limits',
    does: 'How often one person may look a case up in 24 hours, and as often open emergency access. Each gateway counts for itself',
    form: 'a whole number from 1 to 1000000: how often one person may look a case up, and open emergency access, in 24 hours, for example 10',
    unit: 'times in 24 hours',
    readBy: ['gateway'],
  },
  THROUGHLINE_PUBLIC_PER_SECOND: {
    group: 'Limits',
    does: 'How many requests one address may make for ever of what is open to anybody',
    form: 'a whole number from 1 to 1000000: requests a second that one address may make of what is open to anybody (50)',
    unit: 'requests a second',
    readBy: ['gateway'],
  },
  THROUGHLINE_PUBLIC_BURST: {
    group: 'Limits',
    does: 'How many of them at once',
    form: 'a whole number from 1 to 1000000: how many of them at once (1000)',
    unit: 'requests',
    readBy: ['gateway'],
  },
  THROUGHLINE_METRICS_HOST: {
    group: 'Health, metrics and traces',
    does: 'The address on which metrics and health are served',
    form: 'an address of this machine on which metrics and health are served to who watches it, for example 127.0.0.1 (the default)',
    readBy: 'every process',
  },
  THROUGHLINE_METRICS_PORT: {
    group: 'Health, metrics and traces',
    does: 'The port on which metrics and health are served. One that is set and cannot be had stops the start',
    form: 'a whole number from 0 to 65535: the port of metrics and health, for example 9464 (0: any free port)',
    otherwise: '9464, or any free port where that is taken',
    readBy: 'every process',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    group: 'Health, metrics and traces',
    does: 'Where spans of traced events go',
    form: 'the address of an OpenTelemetry collector (OTLP over HTTP) to which spans of traced events go, for example http://127.0.0.1:4318',
    otherwise: 'nothing is traced',
    readBy: 'every process',
  },
} as const satisfies Readonly<Record<string, Setting>>

export type SettingName = keyof typeof SETTINGS

/** What tests and tools read by themselves, each with what it does; no process that serves does. */
export const TOOL_SETTINGS = {
  THROUGHLINE_CRASH_AT:
    'kills a process when it has passed a named point so often (`name:times`); without effect in production: [faults](../faults.md)',
  THROUGHLINE_CACHE: 'where `npm test` and `npm run servers` keep the servers that they fetched (`~/.cache/throughline`)',
  THROUGHLINE_FAULT_ROUNDS: 'how often each fault is tried in tests (1)',
  THROUGHLINE_FAULT_SEED: 'what random moments of those tests follow from (1)',
} as const satisfies Readonly<Record<string, string>>
