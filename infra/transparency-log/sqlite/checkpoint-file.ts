import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { readCheckpoint } from '../../../core/transparency-log/notes/checkpoint.ts'
import { sync } from '../../files/on-disk.ts'
import { rolledBack, TransparencyLogError } from '../errors.ts'
import type { SignedCheckpoint } from '../port.ts'

/** A checkpoint in a file of its own. */
export interface CheckpointFile {
  /** Throws TransparencyLogError `altered` where the file holds no checkpoint. */
  read(): SignedCheckpoint | undefined
  /** Durable when it returns. Throws TransparencyLogError `rolled-back`. */
  write(checkpoint: SignedCheckpoint): void
}

/**
 * Keeps a checkpoint apart from the database of the log. INVARIANT: it is the old one or the new one, whole, whatever crashes; and a database that lost its last
 * commits does not take the checkpoint with it, so that the log knows what it has signed.
 */
export function checkpointFile(path: string): CheckpointFile {
  const read = (): SignedCheckpoint | undefined => {
    if (!existsSync(path)) return undefined
    const note = readFileSync(path)
    const checkpoint = readCheckpoint(note)
    if (checkpoint !== undefined) return { size: checkpoint.size, note: note.toString('utf8') }
    throw new TransparencyLogError(
      'altered',
      `${path} holds no checkpoint of the transparency log. Put the newest copy of it back, then start again.`,
    )
  }
  return {
    read,
    write: (checkpoint) => {
      const kept = read()
      if (kept !== undefined && kept.size > checkpoint.size) throw rolledBack()
      const next = `${path}.next`
      writeFileSync(next, checkpoint.note, { mode: 0o600 })
      sync(next)
      renameSync(next, path)
      sync(dirname(path))
    },
  }
}
