import { RegistryError } from '../errors.ts'
import { send } from './http.ts'

const TIMEOUT_MS = 4_000
const SERVER_ERROR = 500

/** Asks a registry for the id that no schema has: whatever it says, it is there. Rejects with RegistryError `unavailable`. */
export async function pingRegistry(url: string): Promise<void> {
  const { status } = await send({ url, timeout: TIMEOUT_MS }, '/schemas/ids/0')
  if (status >= SERVER_ERROR) throw new RegistryError('unavailable', `The schema registry answers with status ${String(status)}.`)
}
