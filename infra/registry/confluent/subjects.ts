import { RegistryError } from '../errors.ts'
import { send, type HttpOptions } from './http.ts'

/** The subjects that have a version: of no other is there anything to look up. Rejects with RegistryError `unavailable`. */
export async function subjectsOf(options: HttpOptions): Promise<ReadonlySet<unknown>> {
  const { status, body } = await send(options, '/subjects')
  if (status !== 200 || !Array.isArray(body))
    throw new RegistryError('unavailable', `The schema registry does not answer, or is not at its address (status ${String(status)}).`)
  return new Set<unknown>(body)
}
