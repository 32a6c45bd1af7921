import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { verifyBundle } from '../../core/evidence/verify-bundle.ts'
import { heldTo } from './held-to.ts'
import { readFolder } from './read-folder.ts'
import { verdictJson, verdictWords } from './words.ts'

const USE = `node verify.mjs [FOLDER] [--policy FILE] [--known FILE]… [--json]
Checks an unpacked bundle of evidence, without network. Exit code 0: all of it holds; 1: it does not; 2: it could not be checked.
  FOLDER         the unpacked bundle; default: the folder of this file
  --policy FILE  a quorum file (c2sp.org/tlog-policy) that you have from elsewhere: its keys, and not those of the bundle
  --known FILE   a checkpoint that a witness, or minutes, has of the log; may be given again`

/** The verifier that lies in every bundle: one file, made of this and what it imports (npm run generate). */
function main(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      policy: { type: 'string' },
      known: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) {
    console.log(USE)
    return 0
  }
  const files = readFolder(positionals[0] ?? dirname(fileURLToPath(import.meta.url)))
  const verdict = verifyBundle(files, heldTo(files, values))
  const ownKeys = values.policy !== undefined
  console.log(values.json === true ? JSON.stringify(verdictJson(verdict, ownKeys)) : verdictWords(verdict, ownKeys))
  return verdict.faults.length === 0 ? 0 : 1
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The bundle could not be checked.')
  process.exitCode = 2
}
