import { join } from 'node:path'
import { buildSync } from 'esbuild'

const root = join(import.meta.dirname, '..', '..')

/** Where the single-file verifier is that goes into every bundle of evidence. */
export const VERIFIER = join(root, 'commands', 'verifier', 'verify.mjs')

const HEADER = `#!/usr/bin/env node
// Checks a bundle of evidence of Throughline, without network and without packages: node verify.mjs --help
// One file made of commands/verifier/main.ts and all that it imports (npm run generate). Do not change it by hand.`

/** The text of the single-file verifier, as its sources make it: for Node 20 and later, with nothing but Node's own modules. */
export function builtVerifier(): string {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['commands/verifier/main.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20.12',
    charset: 'utf8',
    banner: { js: HEADER },
    logLevel: 'silent',
  })
  const [file] = outputFiles
  if (file === undefined) throw new Error('esbuild gave no file')
  return file.text
}
