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
    ['HOST', 'a host with spaces'],
  ])('names %s and the accepted form, without the value, when it is wrong', (name, value) => {
    const read = () => readConfiguration({ [name]: value })
    expect(read).toThrow(ConfigurationError)
    expect(read).toThrow(new RegExp(`^${name} must be `))
    expect(read).not.toThrow(value)
  })

  it('names every variable that is wrong at once', () => {
    expect(() => readConfiguration({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/PORT must be [^]*LOG_LEVEL must be /)
  })

  it('refuses an address of the distributed column rather than running without it', () => {
    expect(() => readConfiguration({ KAFKA_BROKERS: 'localhost:9092' })).toThrow(/KAFKA_BROKERS/)
  })
})
