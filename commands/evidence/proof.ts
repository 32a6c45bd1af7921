import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { formatProofFile, parseProofFile } from '../../core/transparency-log/notes/proof-file.ts'
import { leafOf } from '../../core/transparency-log/leaf.ts'
import { verifyProof, type ProofFault } from '../../core/transparency-log/verify/proof.ts'
import { createAccessLog } from '../../gateway/audit/access-log.ts'
import { proofOfRecord } from '../../gateway/audit/proofs/record-proof.ts'
import type { Configuration } from '../../infra/configuration/configuration.ts'
import { createRecordCodec } from '../../infra/registry/record-codec.ts'
import type { Output } from '../output.ts'
import type { Parts } from '../parts.ts'
import { runningOrHere } from '../running-or-here.ts'
import { readQuorum } from '../verifier/held-to.ts'

/** The proof file of a record, with its leaf beside it, or why there is none, in words. */
export async function proofFileOf(
  { log, registry, transparencyLog }: Parts,
  record: string,
): Promise<{ readonly file: string } | { readonly why: string }> {
  const entry = await createAccessLog(log, createRecordCodec(registry)).find(record)
  if (entry === undefined) return { why: 'There is no access record of that id.' }
  const proof = await proofOfRecord(transparencyLog, entry.record)
  return proof === undefined
    ? { why: 'No checkpoint has the record yet: one is signed within a second. Ask again.' }
    : { file: formatProofFile({ ...proof, extra: leafOf(entry.record) }) }
}

/** `throughline audit proof RECORD`: writes a proof (C2SP tlog-proof) that one access record is in the log. It has the leaf, and nothing that is sealed. Resolves with the exit code. */
export async function writeProof(configuration: Configuration, record: string, out: string | undefined, output: Output): Promise<number> {
  const found = await runningOrHere(configuration, 'audit-proof', { record }, (parts) => proofFileOf(parts, record))
  if ('why' in found) throw new Error(found.why)
  if (out === undefined) {
    output.result(found.file.trimEnd(), found)
    return 0
  }
  if (existsSync(out)) throw new Error(`${out} is there already. Give the proof another name.`)
  writeFileSync(out, found.file, { mode: 0o600 })
  output.result(`Written: ${out}. Check it: throughline audit verify ${out} --policy QUORUM-FILE`, { file: out })
  return 0
}

const WORDS: Readonly<Record<ProofFault, string>> = {
  'proof-malformed': 'not a proof file of a record',
  'checkpoint-malformed': 'its checkpoint is not a signed checkpoint',
  'checkpoint-false-signature': 'a signature of a known key is false',
  'checkpoint-unsigned': 'no log of the quorum file has signed its checkpoint',
  'no-quorum': 'too few of the witnesses have cosigned its checkpoint',
  'leaf-differs': 'the log that was signed does not have this leaf at this place',
}

/** `throughline audit verify FILE.tlog-proof`: checks a proof by a quorum file, without network. Resolves with 0 when it holds, else with 1. */
export function verifyProofFile(path: string, policy: string | undefined, output: Output): number {
  if (policy === undefined) throw new Error('A proof has no keys with it: give the quorum file of the log with --policy.')
  const text = readFileSync(path, 'utf8')
  const leaf = parseProofFile(text)?.extra
  const proven = leaf === undefined ? 'proof-malformed' : verifyProof(text, leaf, readQuorum(policy))
  if (typeof proven === 'string') {
    output.result(`NOT PROVEN: ${WORDS[proven]}`, { proven: false, fault: proven })
    return 1
  }
  const { index, signed } = proven
  const witnesses = [...signed.witnesses].map(([name, time]) => ({ name, time: new Date(time * 1000).toISOString() }))
  const record: unknown = JSON.parse(leaf?.toString('utf8') ?? 'null')
  output.result(
    [
      `PROVEN: this record is leaf ${String(index)} of the log ${signed.checkpoint.origin} of ${String(signed.checkpoint.size)} leaves.`,
      ...witnesses.map(({ name, time }) => `Witness ${name}, at ${time}`),
      JSON.stringify(record, undefined, 2),
    ].join('\n'),
    { proven: true, leaf: index, log: signed.checkpoint.origin, size: signed.checkpoint.size, witnesses, record },
  )
  return 0
}
