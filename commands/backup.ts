import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { copyData } from '../infra/backup/copy-data.ts'
import { dataParts, LOG_PART } from '../infra/backup/data-parts.ts'
import { BackupError } from '../infra/backup/errors.ts'
import { writeBackup } from '../infra/backup/write-backup.ts'
import type { Clock } from '../infra/clock/clock.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import { takeProcessLock } from '../infra/lock/process-lock.ts'
import { copyDatabase, openDatabase } from '../infra/vault/sqlite/database.ts'
import packageJson from '../package.json' with { type: 'json' }
import { noteAct } from './noted-acts.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { NotServingError, sendCommand } from './socket.ts'

/** What a running process answers: copies its data folder's parts while it serves. */
export const backupHandler =
  ({ data, vault: { copyTo } }: Pick<Parts, 'data' | 'vault'>) =>
  async ({ into }: Readonly<Record<string, unknown>>): Promise<readonly string[]> => {
    if (copyTo === undefined) throw onServers()
    return copyData(data, String(into), copyTo)
  }

export const onServers = (): BackupError =>
  new BackupError(
    'refused',
    'The log or the vault is on a server of its own (KAFKA_BROKERS, DATABASE_URL). docs/how-to/back-up-and-restore.md has the commands for those, and their order.',
  )

/** Copies the parts where nothing runs on the data folder; nothing can start meanwhile. */
async function copyHere(data: string, into: string, clock: Clock): Promise<readonly string[]> {
  const lock = takeProcessLock(join(data, 'log', 'lock'))
  if (lock === undefined)
    throw new BackupError(
      'refused',
      `Another process has ${data} open and does not answer on its socket. Wait until it has started, or stop it.`,
    )
  try {
    noteAct(data, 'command-backup', clock)
    return await copyData(data, into, async (file) => {
      const vault = openDatabase(join(data, 'vault'))
      try {
        copyDatabase(vault, file)
      } finally {
        vault.close()
      }
    })
  } finally {
    lock.release()
  }
}

async function copyWhereItIs(data: string, into: string, clock: Clock): Promise<readonly string[]> {
  try {
    return (await sendCommand(data, { command: 'backup', arguments: { into } })) as readonly string[]
  } catch (error) {
    if (!(error instanceof NotServingError)) throw error
    return copyHere(data, into, clock)
  }
}

/** `throughline backup FILE`: one file with all that the embedded column cannot make again, but the master key. Resolves with the exit code. */
export async function backup(
  { data, kafka, databaseUrl, masterKeyFile, erasuresFile }: Configuration,
  given: string,
  clock: Clock,
  output: Output,
): Promise<number> {
  const file = resolve(given)
  if (kafka !== undefined || databaseUrl !== undefined) throw onServers()
  if (!relative(data, file).startsWith('..'))
    throw new BackupError('refused', `${file} is in the data folder itself. Give it a place on another disk.`)
  if (!existsSync(join(data, LOG_PART)) || dataParts(data).length === 0)
    throw new BackupError('refused', `There is nothing to back up in ${data}. Set THROUGHLINE_DATA to the data folder.`)
  const { manifest, bytes } = await writeBackup({
    file,
    madeAt: clock.now(),
    version: packageJson.version,
    copy: (into) => copyWhereItIs(data, into, clock),
    progress: (words) => {
      output.progress(words)
    },
  })
  const records = manifest.logs.reduce((sum, { start, end }) => sum + end - start, 0)
  output.result(
    [
      `Backed up ${data} into ${file}: ${String(manifest.parts.length)} parts, ${String(records)} records, ${String(bytes)} bytes.`,
      `The master key is not in it, and without it the backup opens nothing: keep a copy of ${masterKeyFile} elsewhere.`,
      `What is erased from now on is listed in ${erasuresFile}: a restore needs the newest of it. Keep it on another disk than the data.`,
    ].join('\n'),
    { file, bytes, records, made_at: manifest.made_at, parts: manifest.parts, master_key_file: masterKeyFile, erasures_file: erasuresFile },
  )
  return 0
}
