import { describe, expect, it } from '@jest/globals'
import { ConfigurationError, readConfiguration } from '../../../infra/configuration/configuration.ts'

describe('configuration', () => {
  it('has a default for every variable', () => {
    expect(readConfiguration({})).toMatchObject({ port: 3000, host: '127.0.0.1', logLevel: 'warn', oidcIssuer: undefined, production: false })
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
    expect(readConfiguration({ KAFKA_BROKERS: 'one:9092, two:9092', DATABASE_URL: 'postgres://db/throughline', SCHEMA_REGISTRY_URL: 'http://registry:8080/apis/ccompat/v7' }))
      .toMatchObject({ kafka: { brokers: ['one:9092', 'two:9092'] }, databaseUrl: 'postgres://db/throughline', registryUrl: 'http://registry:8080/apis/ccompat/v7' })
  })

  it('runs every role unless told', () => {
    expect(readConfiguration({}).roles).toEqual(['control', 'timeline', 'intake', 'gateway'])
    expect(readConfiguration({ THROUGHLINE_ROLES: 'intake' }).roles).toEqual(['intake'])
  })

  it('never sends a Kafka password in the clear, and needs both halves of a credential', () => {
    expect(() => readConfiguration({ KAFKA_BROKERS: 'one:9093', KAFKA_USERNAME: 'throughline-intake', KAFKA_PASSWORD_FILE: 'secret' })).toThrow(/^KAFKA_CA_FILE must be /)
    expect(() => readConfiguration({ KAFKA_USERNAME: 'throughline-intake', KAFKA_CA_FILE: 'ca.pem' })).toThrow(/^KAFKA_PASSWORD_FILE must be /)
    expect(() => readConfiguration({ KAFKA_PASSWORD_FILE: 'secret' })).toThrow(/^KAFKA_USERNAME must be /)
  })
})
