import { EMPTY_ROOT } from '../merkle/hash.ts'
import { provesConsistency } from '../merkle/check-proof.ts'
import { openNote, signatureLine, type NoteSigner } from '../notes/signed-note.ts'
import type { VerifierKey } from '../notes/verifier-key.ts'
import type { AddCheckpoint } from './add-checkpoint.ts'

/** The tree that a witness has cosigned last. */
export interface WitnessedTree {
  readonly size: number
  /** 32 bytes. */
  readonly root: Buffer
}

/** What a witness knows of one log. */
export interface WitnessedLog {
  /** Keys that it trusts for the log's origin. */
  readonly keys: readonly VerifierKey[]
  /** Undefined of a log of which it has cosigned nothing yet. */
  readonly latest: WitnessedTree | undefined
}

/** What the witness answers over HTTP. Its words repeat nothing of the request. */
export type WitnessAnswer =
  | {
      readonly status: 200
      /** INVARIANT: kept durably in the place of the `latest` that was judged by, in one step, before the body leaves. If that has changed meanwhile: judge again. */
      readonly latest: WitnessedTree
      /** The witness's own signature line. */
      readonly body: string
    }
  | { readonly status: 409; readonly type: 'text/x.tlog.size'; readonly body: string }
  | { readonly status: 400 | 403 | 404 | 422; readonly body: string }

const refusal = (status: 400 | 403 | 404 | 422, words: string): WitnessAnswer => ({ status, body: `${words}\n` })

/**
 * Judges a request (C2SP tlog-witness, in the order of its checks).
 * @param request what `parseAddCheckpoint` made of the body; undefined where it was none
 * @param log what is known of the request's origin; undefined of an unknown one
 * @param signer the witness's key, of type cosignature
 * @param time now, in seconds since 1970
 */
export function judgeAddCheckpoint(
  request: AddCheckpoint | undefined,
  log: WitnessedLog | undefined,
  signer: NoteSigner,
  time: number,
): WitnessAnswer {
  if (signer.key.type !== 'cosignature' || time <= 0) throw new TypeError('A witness cosigns, and says when')
  if (request === undefined) return refusal(400, 'The body is not an old size, hashes, an empty line and a checkpoint.')
  if (log === undefined) return refusal(404, 'The log is not known here.')
  const { old, proof, note, checkpoint } = request
  const { size, root } = checkpoint
  const opened = openNote(note, log.keys)
  if (typeof opened === 'string') return refusal(403, 'The checkpoint has no true signature of the log, or a false one.')
  if (old > size) return refusal(400, 'The old size is greater than that of the checkpoint.')
  const latest = log.latest ?? { size: 0, root: EMPTY_ROOT }
  if (old !== latest.size) return { status: 409, type: 'text/x.tlog.size', body: `${String(latest.size)}\n` }
  if (!provesConsistency({ first: old, second: size, firstRoot: latest.root, secondRoot: root }, proof))
    return refusal(422, 'The hashes do not prove that the tree of before is the beginning of this one.')
  return { status: 200, latest: { size, root }, body: signatureLine(signer.sign(opened.text, time)) }
}
