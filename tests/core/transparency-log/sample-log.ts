import { createPrivateKey, hash, type KeyObject } from 'node:crypto'
import { EMPTY_EDGE, extendLog, rootOfEdge, type LogEdge } from '../../../core/transparency-log/log-edge.ts'
import { signCheckpoint, type Checkpoint } from '../../../core/transparency-log/notes/checkpoint.ts'
import { noteSigner } from '../../../core/transparency-log/notes/signed-note.ts'
import { formatVerifierKey } from '../../../core/transparency-log/notes/verifier-key.ts'
import { parsePolicy, type LogPolicy } from '../../../core/transparency-log/witness/policy.ts'

/** An Ed25519 private key from the 32 bytes of RFC 8032. */
export const privateKeyFrom = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]), format: 'der', type: 'pkcs8' })

const keyOf = (name: string): KeyObject => privateKeyFrom(hash('sha256', `key of ${name}`, 'buffer'))

export const ORIGIN = 'log.throughline.example/norshire'
export const logSigner = noteSigner(ORIGIN, 'note', keyOf(ORIGIN))
export const witnessSigner = (name: string) => noteSigner(name, 'cosignature', keyOf(name))

/** 2026-01-05, 09:00, in seconds. */
export const NOW = 1_767_603_600

/** The `index`-th entry of the sample: of some hundred bytes, the same for ever. */
export const sampleEntry = (index: number): Buffer => Buffer.from(`entry ${String(index)} ${'·'.repeat(index % 60)}`, 'utf8')

export const sampleEntries = (size: number): readonly Buffer[] => Array.from({ length: size }, (_, index) => sampleEntry(index))

/** The files of a log, with its checkpoint. */
export interface SampleLog {
  readonly files: Map<string, Uint8Array>
  readonly edge: LogEdge
  readonly checkpoint: Checkpoint
}

/** A log of these entries, grown in one step or more. */
export function logOf(entries: readonly Uint8Array[], step = entries.length): SampleLog {
  const files = new Map<string, Uint8Array>()
  let edge = EMPTY_EDGE
  for (let at = 0; at < entries.length; at += step) {
    const extended = extendLog(edge, entries.slice(at, at + step))
    edge = extended.edge
    for (const { path, bytes } of extended.files) files.set(path, bytes)
  }
  const checkpoint = { origin: ORIGIN, size: edge.size, root: rootOfEdge(edge), extensions: [] }
  files.set('checkpoint', Buffer.from(signCheckpoint(checkpoint, logSigner, NOW), 'utf8'))
  return { files, edge, checkpoint }
}

/** A policy of the sample's log, and of no witness unless more lines say so. */
export function samplePolicy(more: readonly string[] = ['quorum none']): LogPolicy {
  const policy = parsePolicy(Buffer.from([`log ${formatVerifierKey(logSigner.key)}`, ...more, ''].join('\n'), 'utf8'))
  if (!('logs' in policy)) throw new Error('The policy of the sample is wrong')
  return policy
}
