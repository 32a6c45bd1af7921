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

/** Everything that can be said: event types from events/, code lists from codes/, in the order of their files. Throws CatalogueError. */
export function loadCatalogue(folder = schemasFolder): Catalogue {
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
