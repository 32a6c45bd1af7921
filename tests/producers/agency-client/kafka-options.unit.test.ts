import { describe, expect, it } from '@jest/globals'
import { checkKafkaOptions, type KafkaOptions } from '../../../producers/agency-client/kafka-options.ts'

const ssl = { ca: '-----BEGIN CERTIFICATE-----' }
const sasl = { username: 'agency.norshire-police', password: 'made-up' }
const far = ['kafka.example.org:9093']

describe('the address of Kafka', () => {
  it.each<KafkaOptions>([
    { brokers: far, ssl, sasl, registryUrl: 'https://registry.example.org/apis/ccompat/v7' },
    { brokers: far, ssl },
    { brokers: ['127.0.0.1:9092', 'localhost:9093', '[::1]:9094'], registryUrl: 'http://localhost:8081' },
  ])('may be over TLS, or on this machine: %j', (options) => {
    expect(() => {
      checkKafkaOptions(options)
    }).not.toThrow()
  })

  it.each<KafkaOptions>([
    { brokers: [] },
    { brokers: far },
    { brokers: ['localhost:9092', ...far] },
    { brokers: ['localhost:9092'], sasl },
    { brokers: far, ssl, sasl, registryUrl: 'http://registry.example.org' },
    { brokers: far, ssl, sasl, registryUrl: 'registry' },
  ])('may not be in the clear elsewhere: %j', (options) => {
    expect(() => {
      checkKafkaOptions(options)
    }).toThrow(expect.objectContaining({ code: 'address' }))
  })
})
