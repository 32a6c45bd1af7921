import { jsonSender } from '../json.ts'
import type { Handlers } from '../register.ts'
import { asyncApiDocument, type AsyncApiSources } from './document.ts'

/** The document is made once, of the catalogue that the gateway checks by. */
export const asyncApiHandlers = (sources: AsyncApiSources): Handlers => ({ 'GET /asyncapi.json': jsonSender(asyncApiDocument(sources)) })
