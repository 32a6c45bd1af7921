import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Catalogue } from '../../schemas/catalogue/event-schema.ts'
import type { FieldError } from '../../schemas/codec/errors.ts'
import { checkMapping } from './check-mapping.ts'
import { ImportError } from './errors.ts'
import { parseMapping, type Mapping } from './mapping.ts'

const FOLDER = join(import.meta.dirname, 'mappings')

/** Names of the mappings that ship. */
export const shippedMappings = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()

/** A mapping by the name of one that ships, or by the path of a file. Throws ImportError `mapping`, with everything that is wrong with it. */
export function readMapping(nameOrFile: string, catalogue: Catalogue): Mapping {
  const shipped = shippedMappings()
  const file = shipped.includes(nameOrFile) ? join(FOLDER, `${nameOrFile}.json`) : nameOrFile
  if (!existsSync(file))
    throw new ImportError('mapping', `There is no such mapping. Give the path of a file, or one of: ${shipped.join(', ')}.`)
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new ImportError('mapping', 'The mapping is not JSON.', { cause })
  }
  const mapping = parseMapping(value)
  if (!mapping.ok) throw notRight(mapping.errors)
  const errors = checkMapping(mapping.value, catalogue)
  if (errors.length > 0) throw notRight(errors)
  return mapping.value
}

const notRight = (errors: readonly FieldError[]): ImportError =>
  new ImportError('mapping', ['The mapping is not right:', ...errors.map(({ pointer, detail }) => `  ${pointer} ${detail}`)].join('\n'))
