import { statSync } from 'node:fs'
import { verifyBundle } from '../../core/evidence/verify-bundle.ts'
import type { BundleFiles } from '../../core/evidence/files.ts'
import { readArchive } from '../../infra/archive/read-archive.ts'
import type { Output } from '../output.ts'
import { heldTo, type OwnFiles } from '../verifier/held-to.ts'
import { readFolder } from '../verifier/read-folder.ts'
import { verdictJson, verdictWords } from '../verifier/words.ts'

async function filesAt(path: string): Promise<BundleFiles> {
  if (statSync(path).isDirectory()) return readFolder(path)
  const files = await readArchive(path)
  return { read: (one) => files.get(one), paths: [...files.keys()].sort() }
}

/** `throughline audit verify BUNDLE`: checks a bundle of evidence, an archive or a folder, without network. Resolves with 0 when all of it holds, else with 1. */
export async function verifyEvidence(path: string, own: OwnFiles, output: Output): Promise<number> {
  const files = await filesAt(path)
  const verdict = verifyBundle(files, heldTo(files, own))
  const ownKeys = own.policy !== undefined
  output.result(verdictWords(verdict, ownKeys), verdictJson(verdict, ownKeys))
  return verdict.faults.length === 0 ? 0 : 1
}
