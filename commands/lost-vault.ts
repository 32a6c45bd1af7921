import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { EventLog } from '../infra/event-log/port.ts'
import { ACCESS_LOG, CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS } from '../infra/event-log/topics.ts'
import type { TransparencyLogStore } from '../infra/transparency-log/port.ts'
import { LOG_SECRET } from '../infra/transparency-log/signing-key.ts'
import type { SecretName, Vault } from '../infra/vault/port.ts'
import { hasPostgresVault } from '../infra/vault/postgres/vault.ts'
import type { Places } from './adapters.ts'

const isEmpty = async (log: Pick<EventLog, 'ranges'>, topic: string): Promise<boolean> =>
  (await log.ranges(topic)).every(({ start, end }) => start === end)

async function holdsSealed(log: EventLog): Promise<boolean> {
  for (const topic of [CASE_EVENTS, LINKS_EVENTS, UNLINKED_EVENTS, ACCESS_LOG]) if (!(await isEmpty(log, topic))) return true
  return false
}

const remedy = (data: string, url: string | undefined): string =>
  url === undefined
    ? `Put vault/ and master.key of ${data} back from their copies`
    : 'Put the schema vault and the master key file back from their copies'

/** Refuses to make a vault beside logs that have sealed records: it could open none of them, and new keys would hide the loss. */
export async function refuseLostVault(data: string, { databaseUrl: url }: Places, log: EventLog): Promise<void> {
  if (url === undefined ? existsSync(join(data, 'vault', 'vault.sqlite')) : await hasPostgresVault(url)) return
  if (!(await holdsSealed(log))) return
  throw new Error(
    `The logs have records, but the vault with their keys is missing. ${remedy(data, url)}, then start again (docs/how-to/lost-keys.md).`,
  )
}

/** What was made before the first entry of a log. Another one in its place would make every token of a person, or every id that a reader knows, another. */
const MADE_BEFORE: readonly (readonly [SecretName, string])[] = [
  ['linking', LINKS_EVENTS],
  ['reader-ids', ACCESS_LOG],
]

/**
 * Whether a vault lacks what was there before something that was written with it. INVARIANT: the vault is asked after what was written, too: where several processes
 * start at once for the first time, another may have made the one, and written the other, since it was asked first.
 */
const isLost = async (isThere: () => Promise<boolean>, isWritten: () => Promise<boolean>): Promise<boolean> =>
  !(await isThere()) && (await isWritten()) && !(await isThere())

/** Refuses a vault without a secret that the logs were written with. Nothing was made anew when this rejects. */
export async function refuseLostSecrets(
  data: string,
  { databaseUrl: url }: Places,
  log: Pick<EventLog, 'ranges'>,
  vault: Pick<Vault, 'hasSecret'>,
): Promise<void> {
  for (const [name, topic] of MADE_BEFORE) {
    const lost = await isLost(
      () => vault.hasSecret(name),
      async () => !(await isEmpty(log, topic)),
    )
    if (!lost) continue
    throw new Error(
      `The vault lacks the secret "${name}", which ${topic} was written with: it is older than the logs, or was emptied. ${remedy(data, url)}, then start again (docs/how-to/lost-keys.md).`,
    )
  }
}

/** Refuses a vault without the key that the transparency log was signed with: another one in its place would be another log to everybody who has its checkpoints. */
export async function refuseLostLogKey(
  data: string,
  { databaseUrl: url }: Places,
  transparencyLog: Pick<TransparencyLogStore, 'signed'>,
  vault: Pick<Vault, 'hasSecret'>,
): Promise<void> {
  const lost = await isLost(
    () => vault.hasSecret(LOG_SECRET),
    async () => (await transparencyLog.signed()) !== undefined,
  )
  if (!lost) return
  throw new Error(
    `The vault lacks the key that the transparency log was signed with: it is older than the log, or was emptied. ${remedy(data, url)}, then start again (docs/how-to/lost-keys.md).`,
  )
}
