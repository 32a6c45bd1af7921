import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const GO = join(import.meta.dirname, 'go')

/** The verifiers that go into every bundle, by their path in it: `verify.mjs`, and `verify.go` with the packages of others that it is made of. */
export function verifierPrograms(): ReadonlyMap<string, Buffer> {
  const go = readdirSync(GO, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
  return new Map([
    ['verify.mjs', readFileSync(join(import.meta.dirname, 'verify.mjs'))],
    ...go.map((file) => [relative(GO, file).split(sep).join('/'), readFileSync(file)] as const),
  ])
}
