import { describe, expect, it } from '@jest/globals'
import { ConfigurationError, readConfiguration } from '../../../infra/configuration/configuration.ts'

describe('configuration', () => {
  it('has a default for every variable', () => {
    expect(readConfiguration({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      logLevel: 'warn',
      oidcIssuer: undefined,
      production: false,
    })
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['LOG_LEVEL', 'loud'],
    ['OIDC_ISSUER', 'not an address'],
    ['THROUGHLINE_ORIGIN', 'https://throughline.example.org/path'],
    ['HOST', 'a host with spaces'],
    ['KAFKA_BROKERS', 'no-port'],
    ['KAFKA_PREFIX', 'throughline-two.'],
    ['KAFKA_PREFIX', 'without-a-dot'],
    ['SCHEMA_REGISTRY_URL', 'ftp://registry.example.org'],
    ['DATABASE_URL', 'mysql://user:secret@db.example.org/x'],
    ['THROUGHLINE_ROLES', 'intake,cook'],
    ['THROUGHLINE_PUBLIC_PER_SECOND', 'many'],
    ['THROUGHLINE_PUBLIC_BURST', '2000000'],
    ['THROUGHLINE_EVENTS_PER_SECOND', 'none'],
    ['THROUGHLINE_EVENTS_BURST', '-1'],
    ['THROUGHLINE_SUBJECT_EVENTS_PER_HOUR', 'unlimited'],
    ['THROUGHLINE_LATER_RECEIPT_SECONDS', 'soon'],
    ['THROUGHLINE_TRUSTED_PROXIES', '10.0.0.1,everybody'],
    ['THROUGHLINE_TRUSTED_PROXIES', '10.0.0.0/33'],
  ])('names %s and the accepted form, without the value, when it is wrong', (name, value) => {
    const read = () => readConfiguration({ [name]: value })
    expect(read).toThrow(ConfigurationError)
    expect(read).toThrow(new RegExp(`^${name} must be `))
    expect(read).not.toThrow(value)
  })

  it('names every variable that is wrong at once', () => {
    expect(() => readConfiguration({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT must be [^]*LOG_LEVEL must be /)
  })

  it('moves each part by an address of its own', () => {
    expect(readConfiguration({})).toMatchObject({ kafka: undefined, registryUrl: undefined, databaseUrl: undefined })
    expect(
      readConfiguration({
        KAFKA_BROKERS: 'one:9092, two:9092',
        DATABASE_URL: 'postgres://db/throughline',
        SCHEMA_REGISTRY_URL: 'http://registry:8080/apis/ccompat/v7',
      }),
    ).toMatchObject({
      kafka: { brokers: ['one:9092', 'two:9092'] },
      databaseUrl: 'postgres://db/throughline',
      registryUrl: 'http://registry:8080/apis/ccompat/v7',
    })
  })

  it('runs every role unless told', () => {
    expect(readConfiguration({}).roles).toEqual(['control', 'timeline', 'intake', 'gateway'])
    expect(readConfiguration({ THROUGHLINE_ROLES: 'intake' }).roles).toEqual(['intake'])
  })

  it('never sends a Kafka password in the clear, and needs both halves of a credential', () => {
    expect(() =>
      readConfiguration({ KAFKA_BROKERS: 'one:9093', KAFKA_USERNAME: 'throughline-intake', KAFKA_PASSWORD_FILE: 'secret' }),
    ).toThrow(/^KAFKA_CA_FILE must be /)
    expect(() => readConfiguration({ KAFKA_USERNAME: 'throughline-intake', KAFKA_CA_FILE: 'ca.pem' })).toThrow(
      /^KAFKA_PASSWORD_FILE must be /,
    )
    expect(() => readConfiguration({ KAFKA_PASSWORD_FILE: 'secret' })).toThrow(/^KAFKA_USERNAME must be /)
  })

  it('stops at a misspelt variable, and names the one that is meant; never a value', () => {
    const read = () =>
      readConfiguration({
        THROUGHLINE_MASTER_KEY_FIEL: 'secret',
        THROUGHLINE_ROLE: 'secret',
        KAFKA_BROKER: 'secret',
        THROUGHLINE_SOMETHING_ELSE: 'secret',
      })
    expect(read).toThrow(ConfigurationError)
    expect(read).toThrow(
      /THROUGHLINE_MASTER_KEY_FIEL is no variable of Throughline: THROUGHLINE_MASTER_KEY_FILE is probably meant[^]*THROUGHLINE_ROLES is probably meant[^]*KAFKA_BROKERS is probably meant[^]*THROUGHLINE_SOMETHING_ELSE is no/,
    )
    expect(read).not.toThrow(/secret/)
  })

  it("warns of Kafka's own variables, and knows those that an orchestrator sets for a service of that name, and the tests' own", () => {
    expect(readConfiguration({ KAFKA_LOG_DIRS: '/x' }).warnings).toEqual([
      'KAFKA_LOG_DIRS is no variable of Throughline. It has no effect.',
    ])
    const links = {
      KAFKA_SERVICE_HOST: 'x',
      KAFKA_PORT: 'x',
      KAFKA_PORT_9092_TCP_ADDR: 'x',
      THROUGHLINE_SERVICE_PORT_HTTP: 'x',
      THROUGHLINE_GATEWAY_SERVICE_HOST: 'x',
    }
    expect(readConfiguration({ ...links, THROUGHLINE_CRASH_AT: 'after-claim', THROUGHLINE_FAULT_SEED: '1' }).warnings).toEqual([])
  })

  it('lets nobody sign in in the clear in production, nor without the address that people see', () => {
    const production = {
      NODE_ENV: 'production',
      OIDC_ISSUER: 'https://login.example.org',
      THROUGHLINE_ORIGIN: 'https://throughline.example.org',
    }
    expect(readConfiguration(production).production).toBe(true)
    expect(() => readConfiguration({ ...production, OIDC_ISSUER: 'http://login.example.org' })).toThrow(
      /OIDC_ISSUER must be the https address/,
    )
    expect(() => readConfiguration({ ...production, THROUGHLINE_ORIGIN: 'http://throughline.example.org' })).toThrow(
      /THROUGHLINE_ORIGIN must be the https address/,
    )
    expect(() => readConfiguration({ ...production, THROUGHLINE_ORIGIN: undefined })).toThrow(
      /THROUGHLINE_ORIGIN must be the https address/,
    )
    expect(readConfiguration({ NODE_ENV: 'production', OIDC_ISSUER: 'http://login', THROUGHLINE_ROLES: 'intake' }).roles).toEqual([
      'intake',
    ])
  })

  it('serves metrics on the loopback address, on the usual port unless told', () => {
    expect(readConfiguration({}).metrics).toEqual({ host: '127.0.0.1', port: undefined })
    expect(readConfiguration({ THROUGHLINE_METRICS_PORT: '0', THROUGHLINE_METRICS_HOST: '::1' }).metrics).toEqual({ host: '::1', port: 0 })
    expect(() => readConfiguration({ THROUGHLINE_METRICS_PORT: 'any' })).toThrow(/^THROUGHLINE_METRICS_PORT must be /)
  })
})
