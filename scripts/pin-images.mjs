// npm run images:pin: writes the digest that each image's tag has now beside it, in Dockerfile and docker-compose.yml. Needs a Docker engine with buildx and its registry.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './dependencies.mjs'

const DIGEST = /^sha256:[0-9a-f]{64}$/
const NAMED = /^(\s*(?:FROM|image:)\s+)([a-z0-9][a-z0-9./_-]*:[A-Za-z0-9._-]+)(?:@sha256:[0-9a-f]{64})?\s*$/gm

/** A file's text with the digest of each image that it names by tag. `digestOf` gives an image's digest; one that is none is an error. */
export function pinned(text, digestOf) {
  return text.replace(NAMED, (_, before, image) => {
    const digest = digestOf(image)
    if (!DIGEST.test(digest)) throw new Error(`The registry gives no digest for ${image}.`)
    return `${before}${image}@${digest}`
  })
}

const askDocker = (image) =>
  execFileSync('docker', ['buildx', 'imagetools', 'inspect', '--format', '{{.Manifest.Digest}}', image], { encoding: 'utf8' }).trim()

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const files = ['Dockerfile', 'docker-compose.yml'].map((name) => join(root, name))
    const texts = files.map((file) => pinned(readFileSync(file, 'utf8'), askDocker))
    files.forEach((file, at) => {
      writeFileSync(file, texts[at])
    })
    console.log('Dockerfile and docker-compose.yml name every image by digest.')
  } catch (error) {
    console.error(`Nothing was changed. ${error instanceof Error ? error.message : ''}`)
    process.exitCode = 1
  }
}
