import { describe, expect, it } from '@jest/globals'
import { ConsumerFailedError, sayWhy } from '../../commands/fatal.ts'
import { EventLogError } from '../../infra/event-log/port.ts'
import { createLog } from '../../infra/telemetry/logger.ts'
import { VERSION } from '../../infra/telemetry/version.ts'

const ofNode = (message: string, code: string): Error => Object.assign(new Error(message), { code })

function said(error: unknown, step: 'start' | 'serve' = 'serve'): Record<string, unknown> {
  const lines: string[] = []
  sayWhy(
    createLog('fatal', {
      write: (line) => {
        lines.push(line)
      },
    }),
    error,
    { roles: ['timeline', 'intake'], step },
  )
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>
}

describe('the line that says why a process ends', () => {
  it('has code, roles, version, the names and codes of all causes, and what to do', () => {
    const error = new ConsumerFailedError(
      'timeline',
      new EventLogError('unavailable', 'case.events cannot be read', { cause: ofNode('connect 10.0.0.1', 'ECONNREFUSED') }),
    )
    expect(said(error)).toMatchObject({
      level: 60,
      step: 'serve',
      code: 'consumer-failed',
      consumer: 'timeline',
      roles: 'timeline,intake',
      version: VERSION,
      name: 'ConsumerFailedError',
      causes: 'ConsumerFailedError(consumer-failed) < EventLogError(unavailable) < Error(ECONNREFUSED)',
      msg: expect.stringContaining('Kafka did not answer'),
    })
  })

  it('never has what an error says: that may be what somebody sent', () => {
    const error = new ConsumerFailedError(
      'intake',
      new TypeError('Leanne Marsh is no number', {
        cause: Object.assign(new Error('12 Elm Road'), { code: 'Leanne Marsh', name: 'Leanne Marsh' }),
      }),
    )
    const line = said(error)
    expect(JSON.stringify(line)).not.toMatch(/Leanne|Elm/)
    expect(line).toMatchObject({ causes: 'ConsumerFailedError(consumer-failed) < TypeError < Error' })
  })

  it('knows what to do about what PostgreSQL and the disk say, however deep, and has words for what it does not know', () => {
    expect(said(new Error('x', { cause: ofNode('terminating', '57P01') })).msg).toMatch(/PostgreSQL/)
    expect(said(ofNode('write', 'ENOSPC'), 'start')).toMatchObject({
      step: 'start',
      code: 'ENOSPC',
      msg: expect.stringContaining('The disk is full'),
    })
    expect(said('thrown')).toMatchObject({ causes: 'not an error', code: 'failed', msg: expect.stringContaining('docs/faults.md') })
  })
})
