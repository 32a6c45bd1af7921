import { resolve } from 'node:path'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { erasedScopes, readErasures } from '../infra/erasures/erasure-list.ts'
import { openVault } from './adapters.ts'
import type { Output } from './output.ts'

/** `throughline erasures apply`: destroys again the keys of what lists name, in a vault that was put back. Resolves with the exit code. */
export async function apply(configuration: Configuration, files: readonly string[], output: Output): Promise<number> {
  const entries = files.flatMap((file) => readErasures(resolve(file)))
  // Noted again after a crash: each once.
  const erased = new Map(entries.map((entry) => [JSON.stringify({ ...entry, at: '' }), erasedScopes(entry)]))
  const scopes = [...erased.values()].flat()
  const vault = await openVault(configuration, configuration)
  try {
    const keys = scopes.length === 0 ? [] : await vault.keys(scopes, { create: false })
    const left = scopes.filter((_, at) => keys[at] !== 'destroyed')
    const destroyed = keys.filter((key) => Buffer.isBuffer(key)).length
    for (const scope of left) await vault.destroy(scope)
    output.result(
      `${String(erased.size)} erased event(s) or scope(s) in the lists; ${String(destroyed)} key(s) that the vault had again are destroyed.`,
      { events: erased.size, keys_destroyed: destroyed },
    )
    return 0
  } finally {
    await vault.close()
  }
}
