import type { Catalogue } from '../../../schemas/catalogue/event-schema.ts'
import { jsonSender } from '../json.ts'
import type { Handlers } from '../register.ts'
import { openApiDocument } from './document.ts'

/** The document is made once, of the catalogue that the gateway checks by. */
export const openApiHandlers = (catalogue: Catalogue): Handlers => ({ 'GET /openapi.json': jsonSender(openApiDocument(catalogue)) })
