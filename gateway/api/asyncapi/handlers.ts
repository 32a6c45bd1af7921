import { sendJson } from '../json.ts'
import type { Handlers } from '../register.ts'
import { asyncApiDocument, type AsyncApiSources } from './document.ts'

/** The document is made once, of the catalogue that the gateway checks by. */
export function asyncApiHandlers(sources: AsyncApiSources): Handlers {
  const document = asyncApiDocument(sources)
  return { 'GET /asyncapi.json': (_request, response) => { sendJson(response, 200, document) } }
}
