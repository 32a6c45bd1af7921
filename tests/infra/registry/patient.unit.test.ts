import { describe, expect, it } from '@jest/globals'
import { RegistryError } from '../../../infra/registry/errors.ts'
import { createPatientRegistry } from '../../../infra/registry/patient.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'

const away = new RegistryError('unavailable', 'away')

/** Fails so often with the error, then knows id 1 and no other. */
function failing(times: number, error: Error): SchemaRegistry {
  let left = times
  const answer = async <T>(value: T): Promise<T> => {
    if (left-- > 0) throw error
    return value
  }
  const one = { id: 1, subject: 'A', version: 1, schema: {} }
  return { idOf: () => answer(1), schemaOf: (id) => answer(id === 1 ? one : undefined), versionsOf: () => answer([one]) }
}
const patient = (registry: SchemaRegistry, signal = new AbortController().signal) =>
  createPatientRegistry({ registry, signal, logger: createLog('silent'), pause: 1 })

describe('a consumer that looks up a schema', () => {
  it('waits while the registry is away, and has its answer afterwards', async () => {
    expect(await patient(failing(5, away)).idOf('A')).toBe(1)
    expect(await patient(failing(5, away)).schemaOf(1)).toMatchObject({ id: 1 })
  })

  it('is told that there is no such schema once the registry can say so', async () => {
    expect(await patient(failing(3, away)).schemaOf(2)).toBeUndefined()
  })

  it('does not wait for what waiting does not mend', async () => {
    for (const code of ['unknown-subject', 'unreadable', 'altered'] as const)
      await expect(patient(failing(1, new RegistryError(code, 'no'))).schemaOf(1)).rejects.toMatchObject({ code })
  })

  it('stops waiting when it is stopped', async () => {
    const stopping = new AbortController()
    const answer = patient(failing(Infinity, away), stopping.signal).schemaOf(1)
    stopping.abort()
    await expect(answer).rejects.toMatchObject({ code: 'unavailable' })
  })
})
