import { resolve } from 'node:path'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { erasedScopes, readErasures } from '../infra/erasures/erasure-list.ts'
import { openVault } from './adapters.ts'
import type { Output } from './output.ts'

/** `throughline erasures apply`: destroys again the keys of what lists name, in a vault that was put back. Resolves with the exit code. */
export async function apply(configuration: Configuration, files: readonly string[], output: Output): Promise<number> {
  const events = new Map(
    files
      .flatMap((file) => readErasures(resolve(file)))
      .map((entry) => [JSON.stringify([entry.agency, entry.system, entry.event_id]), entry]),
  )
  const scopes = [...events.values()].flatMap(erasedScopes)
  const vault = await openVault(configuration, configuration)
  try {
    const keys = scopes.length === 0 ? [] : await vault.keys(scopes, { create: false })
    const left = scopes.filter((_, at) => keys[at] !== 'destroyed')
    const destroyed = keys.filter((key) => Buffer.isBuffer(key)).length
    for (const scope of left) await vault.destroy(scope)
    output.result(
      `${String(events.size)} erased event(s) in the lists; ${String(destroyed)} key(s) that the vault had again are destroyed.`,
      { events: events.size, keys_destroyed: destroyed },
    )
    return 0
  } finally {
    await vault.close()
  }
}
