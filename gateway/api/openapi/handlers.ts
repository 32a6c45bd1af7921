import { sendJson } from '../json.ts'
import type { Handlers } from '../register.ts'
import { OPENAPI } from './document.ts'

export const openApiHandlers = (): Handlers => ({ 'GET /openapi.json': (_request, response) => { sendJson(response, 200, OPENAPI) } })
