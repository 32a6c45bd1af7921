import { RegistryError } from '../errors.ts'
import { send, type HttpOptions } from './http.ts'

/**
 * Sets a subject's compatibility level unless it has it, also before the subject's first version: the client can do that only afterwards, when
 * a version that breaks the rule may be in. Rejects with RegistryError `unavailable`.
 */
export async function setLevel(options: HttpOptions, subject: string, compatibility: string): Promise<void> {
  const path = `/config/${encodeURIComponent(subject)}`
  const { body } = await send(options, path)
  if ((body as { readonly compatibilityLevel?: string } | undefined)?.compatibilityLevel === compatibility) return
  const { status } = await send(options, path, { method: 'PUT', body: { compatibility } })
  if (status !== 200)
    throw new RegistryError('unavailable', `The schema registry does not take the level of ${subject} (status ${String(status)}).`)
}
