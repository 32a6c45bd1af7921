import { expect, test } from '@jest/globals'
import { propertiesFile, sinkProperties, workerProperties } from '../../../../bench/alternatives/connect/properties.ts'

const places = {
  brokers: ['127.0.0.1:9092', '127.0.0.1:9093'],
  databaseUrl: 'postgres://made-up:p%40ss@127.0.0.1:5432/bench',
  topic: 'connect.events',
  table: 'events',
  folder: '/run',
  plugins: '/plugins',
  port: 8083,
}

test('the sink is given the database without its password in the address, and writes each event once', () => {
  expect(sinkProperties(places)).toMatchObject({
    'connection.url': 'jdbc:postgresql://127.0.0.1:5432/bench?reWriteBatchedInserts=true',
    'connection.username': 'made-up',
    'connection.password': 'p@ss',
    topics: 'connect.events',
    'insert.mode': 'upsert',
    'primary.key.fields': 'source,event_id',
  })
})

test('the converter is told the columns of a row once, the content of the event as jsonb', () => {
  const { 'bootstrap.servers': brokers, 'value.converter.schema.content': schema = '' } = workerProperties(places)
  expect(brokers).toBe('127.0.0.1:9092,127.0.0.1:9093')
  expect(JSON.parse(schema)).toMatchObject({
    type: 'struct',
    fields: [
      { field: 'source' },
      { field: 'event_id' },
      { field: 'type' },
      { field: 'time' },
      { field: 'data', name: 'io.debezium.data.Json' },
    ],
  })
})

test('a backslash is no escape in a file of properties', () => {
  expect(propertiesFile({ 'plugin.path': String.raw`C:\plugins` })).toBe(String.raw`plugin.path=C:\\plugins` + '\n')
})
