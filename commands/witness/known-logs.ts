import { readFileSync } from 'node:fs'
import { parseVerifierKey, type VerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'
import { knownLogs, parseKnownLogs, type KnownLogs } from '../../core/transparency-log/witness/known-logs.ts'
import { WitnessError } from '../../infra/witness/errors.ts'

const FORM = 'a verifier key of a log as its operator prints it: name+id+base64, of type Ed25519 for notes'

/** Reads a file of known logs. Throws WitnessError `wrong-logs`, which names the lines. */
function fromFile(file: string): readonly VerifierKey[] {
  const found = parseKnownLogs(readFileSync(file, 'utf8'))
  const faults = found.filter((one) => 'line' in one)
  if (faults.length > 0)
    throw new WitnessError(
      'wrong-logs',
      `${file}: ${faults.map(({ line, code }) => `line ${String(line)} (${code})`).join(', ')}. A line is "log" and ${FORM}.`,
    )
  return found.filter((one) => 'publicKey' in one)
}

function fromFlag(text: string): VerifierKey {
  const key = parseVerifierKey(text)
  if (typeof key === 'string' || key.type !== 'note') throw new WitnessError('wrong-logs', `--log must be ${FORM}.`)
  return key
}

/** The logs that a witness is started with. Throws WitnessError where there is none: it would refuse everybody. */
export function readKnownLogs({ log, logs }: { readonly log: readonly string[]; readonly logs: string | undefined }): KnownLogs {
  const keys = [...log.map(fromFlag), ...(logs === undefined ? [] : fromFile(logs))]
  const unique = keys.filter((key, at) => keys.findIndex(({ name, id }) => name === key.name && id === key.id) === at)
  if (unique.length === 0) throw new WitnessError('wrong-logs', `Name a log to cosign for: --log ${FORM}; or --logs, a file of them.`)
  return knownLogs(unique)
}
