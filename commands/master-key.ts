import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { VAULT_PART } from '../infra/backup/data-parts.ts'
import { systemClock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { crashPointFrom } from '../infra/faults/crash-point.ts'
import { openStillPostgresVault } from '../infra/vault/postgres/rotate.ts'
import { rotateMasterKey, type StillVault } from '../infra/vault/rotation.ts'
import { openStillSqliteVault } from '../infra/vault/sqlite/rotate.ts'
import { noteAct } from './noted-acts.ts'
import type { Output } from './output.ts'

async function openStillVault({ data, databaseUrl }: Configuration): Promise<StillVault & { close(): Promise<void> }> {
  if (databaseUrl !== undefined) return openStillPostgresVault(databaseUrl)
  if (!existsSync(join(data, VAULT_PART))) throw new Error(`There is no vault in ${data}. Set THROUGHLINE_DATA to the data folder.`)
  return openStillSqliteVault(join(data, 'vault'))
}

/** `throughline master-key rotate`: a new master key, and every key of the vault wrapped under it. Resolves with the exit code. */
export async function rotate(configuration: Configuration, output: Output): Promise<number> {
  const { masterKeyFile: file } = configuration
  const vault = await openStillVault(configuration)
  try {
    if (configuration.databaseUrl === undefined) noteAct(configuration.data, 'command-master-key-rotate', systemClock)
    const { rewrapped, before } = await rotateMasterKey(vault, {
      file,
      crashPoint: crashPointFrom(process.env),
      progress: (done) => {
        output.progress(`${String(done)} keys`)
      },
    })
    output.result(
      [
        rewrapped === 0
          ? `The rotation that was stopped is at its end: the master key in ${file} is the new one.`
          : `${String(rewrapped)} keys are wrapped under a new master key, in ${file}.`,
        ...(before === undefined
          ? []
          : [`The one of before is ${before}: it opens the backups of before. Keep it apart as long as those are kept, then destroy it.`]),
        'Keep a copy of the new one elsewhere, and give it to every process of the installation before it starts.',
      ].join('\n'),
      { rewrapped, master_key_file: file, before: before ?? null },
    )
    return 0
  } finally {
    await vault.close()
  }
}
