import { isObject, type JsonObject } from '../../../schemas/avro/json-object.ts'
import { RegistryError } from '../errors.ts'
import { send, type HttpOptions, type Sent } from './http.ts'

const NOT_FOUND = 404
const UNPROCESSABLE = 422
/** Confluent's error codes by which a registry itself says so: no such subject, no such version, no such schema, and what it does not take for a schema. */
const NONE: ReadonlySet<unknown> = new Set([40401, 40402, 40403, 42201])

/**
 * INVARIANT: "there is none" counts only from a registry. At a wrong address, or behind a proxy that is broken, nothing is there either, and no
 * agency's event is refused for that.
 */
async function isRegistry(options: HttpOptions): Promise<boolean> {
  const { status, body } = await send(options, '/subjects')
  return status === 200 && Array.isArray(body)
}

/** A registry's answer: its JSON object, or undefined when it says that there is no such thing. Rejects with RegistryError `unavailable` for anything else. */
export async function ask(options: HttpOptions, path: string, sent?: Sent): Promise<JsonObject | undefined> {
  const { status, body } = await send(options, path, sent)
  if (status === 200 && isObject(body)) return body
  const says = (status === NOT_FOUND || status === UNPROCESSABLE) && isObject(body) && NONE.has(body.error_code)
  const isNone = says || (status === NOT_FOUND && (await isRegistry(options)))
  if (!isNone)
    throw new RegistryError('unavailable', `The schema registry does not answer, or is not at its address (status ${String(status)}).`)
  return undefined
}
