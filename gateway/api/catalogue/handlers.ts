import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import type { CatalogueSearch } from '../../../core/catalogue/search.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import type { Handlers } from '../register.ts'
import { classItems, codeListDetail, codeListSummary } from './code-lists.ts'
import { typeDetail, typeSummary } from './event-types.ts'
import { hitItem, questionOf } from './search.ts'

export interface CatalogueSources {
  readonly catalogue: Catalogue
  /** An event of each type, by type. */
  readonly examples: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly searchCatalogue: CatalogueSearch
}

/** The catalogue of event types, code lists and classes. */
export function catalogueHandlers({ catalogue, examples, searchCatalogue }: CatalogueSources): Handlers {
  const types = [...catalogue.types.values()].sort((left, right) => (left.type < right.type ? -1 : 1))
  const lists = [...catalogue.codeLists.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
  return {
    'GET /v1/event-types': (_request, response) => {
      sendJson(response, 200, { items: types.map(typeSummary), next: null })
    },
    'GET /v1/event-types/:type': (request, response) => {
      const schema = catalogue.types.get(String(request.params.type))
      if (schema === undefined) throw new Problem('not-found')
      sendJson(response, 200, typeDetail(schema, catalogue, examples.get(schema.type)))
    },
    'GET /v1/code-lists': (_request, response) => {
      sendJson(response, 200, { items: lists.map(codeListSummary), next: null })
    },
    'GET /v1/code-lists/:name': (request, response) => {
      const list = catalogue.codeLists.get(String(request.params.name))
      if (list === undefined) throw new Problem('not-found')
      sendJson(response, 200, codeListDetail(list, catalogue))
    },
    'GET /v1/catalogue': (request, response) => {
      sendJson(response, 200, { items: searchCatalogue(questionOf(request.query.q)).map(hitItem), next: null })
    },
    'GET /v1/classes': (_request, response) => {
      sendJson(response, 200, { items: classItems, next: null })
    },
  }
}
