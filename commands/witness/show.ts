import { formatVerifierKey } from '../../core/transparency-log/notes/verifier-key.ts'
import type { Output } from '../output.ts'
import { openKeptState, witnessSigner } from './folder.ts'

/** Prints the verifier key of a witness. Throws WitnessError where it has none yet. */
export function showKey(at: { readonly folder: string; readonly key: string | undefined }, output: Output): number {
  const vkey = formatVerifierKey(witnessSigner(at).key)
  output.result(vkey, { vkey })
  return 0
}

/** Prints what a witness has cosigned, and refused as no continuation: exit code 1 where there is such a checkpoint. */
export function showKept({ folder }: { readonly folder: string }, output: Output): number {
  const state = openKeptState(folder)
  try {
    const kept = state.all().map(({ origin, latest, refused }) => ({
      log: origin,
      size: latest?.size ?? null,
      root: latest?.root.toString('base64') ?? null,
      cosigned_at: latest === undefined ? null : new Date(latest.at).toISOString(),
      checkpoint: latest?.note.toString('utf8') ?? null,
      refused: refused.map((note) => note.toString('utf8')),
    }))
    const words = kept.map(
      ({ log, size, root, cosigned_at: at, refused }) =>
        `${log}: ${size === null ? 'nothing cosigned' : `${String(size)} leaves, root ${root ?? ''}, cosigned ${at ?? ''}`}; ${
          refused.length === 0
            ? 'nothing refused'
            : `${String(refused.length)} signed checkpoint(s) that do not go on from it: print them with --json, and ask the log's operator`
        }`,
    )
    output.result(words.length === 0 ? 'Nothing was cosigned yet.' : words.join('\n'), kept)
    return kept.some(({ refused }) => refused.length > 0) ? 1 : 0
  } finally {
    state.close()
  }
}
