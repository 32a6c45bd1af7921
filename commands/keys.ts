import { z } from 'zod'
import { findMissing, SEALED_TOPICS } from '../consumers/lost-keys/check.ts'
import { lossFigures } from '../consumers/lost-keys/words.ts'
import type { Configuration } from '../infra/configuration/configuration.ts'
import type { AcceptedLoss, KeyLoss } from '../infra/vault/port.ts'
import type { Output } from './output.ts'
import type { Parts } from './parts.ts'
import { runningOrHere } from './running-or-here.ts'

/** What the vault lacks, and what of it was accepted. */
export interface KeyStatus {
  readonly missing: KeyLoss | null
  readonly accepted: readonly AcceptedLoss[]
}

const REASON = { least: 40, most: 1_000 }
const asked = z.discriminatedUnion('step', [
  z.object({ step: z.literal('status') }),
  z.object({
    step: z.literal('accept-loss'),
    reason: z.string().min(REASON.least, '--reason must have 40 characters or more: it stays on record.').max(REASON.most),
  }),
])
export type KeysStep = z.infer<typeof asked>

/** The command to a running process. What was found at the starts counts; of parts that are opened here, everything is looked at first. */
export const keysHandler =
  ({ vault, clock }: Parts) =>
  async (given: Readonly<Record<string, unknown>>): Promise<KeyStatus> => {
    const step = asked.safeParse(given)
    if (!step.success) throw new Error(step.error.issues[0]?.message)
    if (step.data.step === 'accept-loss') {
      const accepted = await vault.acceptLoss({ at: new Date(clock.now()).toISOString(), reason: step.data.reason })
      if (accepted === undefined) throw new Error('No key is missing: there is no loss to accept.')
    }
    return { missing: (await vault.missing()) ?? null, accepted: await vault.acceptedLosses() }
  }

async function takeHere(parts: Parts, step: KeysStep): Promise<KeyStatus> {
  const { keys } = await findMissing(parts, SEALED_TOPICS, 'all')
  await parts.vault.reportMissing(keys)
  return keysHandler(parts)(step)
}

const acceptedLine = (loss: AcceptedLoss): string => `Accepted on ${loss.acceptedAt}: ${lossFigures(loss)}. ${loss.reason}`

/** `throughline keys status|accept-loss`; resolves with the exit code: 1 while keys are missing. */
export async function keys(configuration: Configuration, step: KeysStep, output: Output): Promise<number> {
  const { missing, accepted } = await runningOrHere<KeyStatus>(configuration, 'keys', { ...step }, (parts) => takeHere(parts, step))
  const now =
    missing === null
      ? 'The vault lacks no key that the logs need, but for what was accepted.'
      : `The vault lacks ${lossFigures(missing)}. See docs/how-to/lost-keys.md.`
  output.result([now, ...accepted.map(acceptedLine)].join('\n'), { missing, accepted })
  return missing === null ? 0 : 1
}
