import type { Catalogue } from './event-schema.ts'
import { CatalogueError, readSources, schemasFolder } from './files.ts'
import { codeList } from './code-list.ts'
import { eventSchema } from './event-type.ts'

function byName<T>(items: readonly { readonly file: string; readonly name: string; readonly item: T }[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>()
  for (const { file, name, item } of items) {
    if (map.has(name)) throw new CatalogueError('named-twice', file, 'names what another file names')
    map.set(name, item)
  }
  return map
}

let ours: Catalogue | undefined

/**
 * Everything that can be said: event types from events/, code lists from codes/, in the order of their files. That of this installation is read once per process:
 * it does not change while it runs, and was found to be Avro before it was released, so that an Avro type is built when it is first used. Throws CatalogueError.
 */
export function loadCatalogue(folder?: string): Catalogue {
  return folder === undefined ? (ours ??= read(schemasFolder)) : checked(read(folder))
}

/** A catalogue whose every schema is Avro. Throws CatalogueError. */
function checked(catalogue: Catalogue): Catalogue {
  for (const schema of catalogue.types.values()) void schema.avro
  return catalogue
}

function read(folder: string): Catalogue {
  const types = readSources(folder, 'events', '.avsc').map((source) => ({ file: source.file, item: eventSchema(source) }))
  const lists = readSources(folder, 'codes', '.json').map((source) => ({ file: source.file, item: codeList(source) }))
  for (const { file, item } of types)
    for (const { name, codeList: list } of item.details)
      if (list !== undefined && !lists.some((known) => known.item.name === list))
        throw new CatalogueError('not-an-event-type', file, `names an unknown code list on details.${name}`)
  return {
    types: byName(types.map(({ file, item }) => ({ file, name: item.type, item }))),
    codeLists: byName(lists.map(({ file, item }) => ({ file, name: item.name, item }))),
  }
}
