import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { builtVerifier, VERIFIER } from './build.ts'

// npm run generate: writes the single-file verifier of bundles of evidence.
writeFileSync(VERIFIER, builtVerifier())
console.log(relative('.', VERIFIER))
