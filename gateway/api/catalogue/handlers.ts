import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { CatalogueSearch } from '../../../core/catalogue/search.ts'
import type { SchemaRegistry } from '../../../infra/registry/port.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import type { Handlers } from '../register.ts'
import { classItems, codeListDetail, codeListSummary } from './code-lists.ts'
import { typeDetail, typeSummary } from './event-types.ts'
import { hitItem, questionOf } from './search.ts'

const REGISTRY_JSON = 'application/vnd.schemaregistry.v1+json'

export interface CatalogueSources {
  readonly catalogue: Catalogue
  /** An event of each type, by type. */
  readonly examples: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly registry: SchemaRegistry
  readonly searchCatalogue: CatalogueSearch
}

/** The catalogue of event types, code lists and classes, and the schemas as a Confluent-compatible registry gives them (read only). */
export function catalogueHandlers({ catalogue, examples, registry, searchCatalogue }: CatalogueSources): Handlers {
  const types = [...catalogue.types.values()].sort((left, right) => (left.type < right.type ? -1 : 1))
  const lists = [...catalogue.codeLists.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
  const bySubject = new Map(types.map((schema) => [schema.subject, schema]))
  const subjectOf = (name: unknown): string => {
    if (typeof name !== 'string' || !bySubject.has(name)) throw new Problem('not-found')
    return name
  }
  const current = async (subject: string) => {
    const registered = await registry.schemaOf(await registry.idOf(subject))
    if (registered === undefined) throw new Problem('not-found')
    return registered
  }
  return {
    'GET /v1/event-types': (_request, response) => { sendJson(response, 200, { items: types.map(typeSummary), next: null }) },
    'GET /v1/event-types/:type': (request, response) => {
      const schema = catalogue.types.get(String(request.params.type))
      if (schema === undefined) throw new Problem('not-found')
      sendJson(response, 200, typeDetail(schema, catalogue, examples.get(schema.type)))
    },
    'GET /v1/code-lists': (_request, response) => { sendJson(response, 200, { items: lists.map(codeListSummary), next: null }) },
    'GET /v1/code-lists/:name': (request, response) => {
      const list = catalogue.codeLists.get(String(request.params.name))
      if (list === undefined) throw new Problem('not-found')
      sendJson(response, 200, codeListDetail(list, catalogue))
    },
    'GET /v1/catalogue': (request, response) => { sendJson(response, 200, { items: searchCatalogue(questionOf(request.query.q)).map(hitItem), next: null }) },
    'GET /v1/classes': (_request, response) => { sendJson(response, 200, { items: classItems, next: null }) },
    'GET /subjects': (_request, response) => {
      response.type(REGISTRY_JSON).end(JSON.stringify([...bySubject.keys()].sort()))
    },
    'GET /subjects/:subject/versions': async (request, response) => {
      const { version } = await current(subjectOf(request.params.subject))
      response.type(REGISTRY_JSON).end(JSON.stringify(Array.from({ length: version }, (_, index) => index + 1)))
    },
    'GET /subjects/:subject/versions/:version': async (request, response) => {
      const registered = await current(subjectOf(request.params.subject))
      const asked = request.params.version
      if (asked !== 'latest' && asked !== String(registered.version)) throw new Problem('not-found')
      const { id, subject, version, schema } = registered
      response.type(REGISTRY_JSON).end(JSON.stringify({ subject, version, id, schema: JSON.stringify(schema) }))
    },
    'GET /schemas/ids/:id': async (request, response) => {
      const id = String(request.params.id)
      const registered = /^\d{1,9}$/.test(id) ? await registry.schemaOf(Number(id)) : undefined
      if (registered === undefined) throw new Problem('not-found')
      response.type(REGISTRY_JSON).end(JSON.stringify({ schema: JSON.stringify(registered.schema) }))
    },
  }
}
