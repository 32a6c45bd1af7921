import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { clockTests } from '../../../scripts/any-day/clock-tests.ts'

const found = clockTests(join(import.meta.dirname, '..', '..', '..'))

describe('the tests that read the clock', () => {
  it.each([
    ['starts the demo as people do', 'tests/docs/tutorial.flow.test.ts'],
    ['names the clock itself', 'tests/gateway/pages/visit.flow.test.ts'],
    ['hands it to what it starts', 'tests/gateway/identity/other-issuer.flow.test.ts'],
    ['reads it where the product has it unless told otherwise', 'tests/producers/agency-client/client.unit.test.ts'],
    ['calls a command that reads it', 'tests/flow/simulate.flow.test.ts'],
    ['picks a port for what it starts', 'tests/gateway/identity/trial-issuer.flow.test.ts'],
  ])('are found by a rule: one that %s', (_, test) => {
    expect(found).toContain(test)
  })

  it.each([
    ['takes moments as values', 'tests/core/time/london.unit.test.ts'],
    ['has the clock of a fixture', 'tests/consumers/control/control.flow.test.ts'],
    ['starts servers of others', 'tests/infra/event-log/kafka.contract.test.ts'],
    ['kills again and again', 'tests/faults/server.fault.test.ts'],
  ])('are not those that read none: one that %s', (_, test) => {
    expect(found).not.toContain(test)
  })
})
