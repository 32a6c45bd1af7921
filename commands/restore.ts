import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { VAULT_PART } from '../infra/backup/data-parts.ts'
import { restoreData } from '../infra/backup/restore-data.ts'
import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { readErasures } from '../infra/erasures/erasure-list.ts'
import { proveMasterKey } from '../infra/vault/master-check.ts'
import { onServers } from './backup.ts'
import { noteAct } from './noted-acts.ts'
import type { Output } from './output.ts'
import { markRestored } from './witnessing/restored.ts'

export interface RestoreGiven {
  readonly file: string
  /** Lists of what was erased since the backup was made. */
  readonly erasures: readonly string[]
}

/** Whether the master key that is there opens the vault that was put back; undefined: none is there. Throws VaultError `wrong-master-key`. */
function hasItsMasterKey(data: string, masterKeyFile: string): boolean {
  if (!existsSync(masterKeyFile) || !existsSync(join(data, VAULT_PART))) return false
  const database = new DatabaseSync(join(data, VAULT_PART), { readOnly: true })
  try {
    const check = database.prepare('select wrapped from master_check').get()?.wrapped
    if (check instanceof Uint8Array) proveMasterKey(check, masterKeyFile)
    return true
  } finally {
    database.close()
  }
}

/** `throughline restore FILE`: a backup into an empty data folder, what was erased since erased again. Resolves with the exit code. */
export async function restore(
  { data, kafka, databaseUrl, masterKeyFile }: Configuration,
  { file: given, erasures: lists }: RestoreGiven,
  output: Output,
): Promise<number> {
  if (kafka !== undefined || databaseUrl !== undefined) throw onServers()
  const file = resolve(given)
  const { manifest, destroyed } = await restoreData({
    file,
    data,
    erasures: lists.flatMap((list) => readErasures(resolve(list))),
    progress: (words) => {
      output.progress(words)
    },
  })
  markRestored(data)
  noteAct(data, 'command-restore', systemClock, { made_at: manifest.made_at })
  const hasKey = hasItsMasterKey(data, masterKeyFile)
  const records = manifest.logs.reduce((sum, { start, end }) => sum + end - start, 0)
  output.result(
    [
      `Restored ${file} into ${data}: ${String(manifest.parts.length)} parts, ${String(records)} records. ${String(destroyed)} key(s) of what was erased since were destroyed again.`,
      `It is as it was at ${manifest.made_at}. Whatever was accepted or decided after that is not in it: docs/how-to/back-up-and-restore.md says what to do before people read.`,
      hasKey
        ? `The master key ${masterKeyFile} opens it.`
        : `Put the master key back at ${masterKeyFile} before you start: nothing opens without it.`,
    ].join('\n'),
    {
      file,
      data,
      made_at: manifest.made_at,
      throughline: manifest.throughline,
      parts: manifest.parts,
      records,
      keys_destroyed: destroyed,
      master_key: hasKey,
    },
  )
  return 0
}
