import { expect, test } from '@jest/globals'
import { environmentOfPlaces } from '../../../bench/members/places.ts'

const kafka = { brokers: ['127.0.0.1:9092', '127.0.0.1:9093'], caFile: undefined, username: undefined, passwordFile: undefined }

test('servers are named by the variables that a process reads', () => {
  const places = {
    kafka: { ...kafka, prefix: 'second.' },
    registryUrl: 'http://127.0.0.1:8081',
    databaseUrl: 'postgres://127.0.0.1/second',
  }
  expect(environmentOfPlaces(places, '/keys/master.key')).toEqual({
    KAFKA_BROKERS: '127.0.0.1:9092,127.0.0.1:9093',
    KAFKA_PREFIX: 'second.',
    SCHEMA_REGISTRY_URL: 'http://127.0.0.1:8081',
    DATABASE_URL: 'postgres://127.0.0.1/second',
    THROUGHLINE_MASTER_KEY_FILE: '/keys/master.key',
  })
})

test('what is embedded, or has no prefix, is not named', () => {
  expect(environmentOfPlaces({ kafka: undefined, registryUrl: undefined, databaseUrl: undefined })).toEqual({})
  expect(environmentOfPlaces({ kafka: { ...kafka, prefix: undefined }, registryUrl: undefined, databaseUrl: undefined })).toEqual({
    KAFKA_BROKERS: '127.0.0.1:9092,127.0.0.1:9093',
  })
})
