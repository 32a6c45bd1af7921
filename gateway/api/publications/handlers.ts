import { cursorErrors, listQuery } from '../../read/request.ts'
import type { PublicationDeps } from '../../publications/deps.ts'
import { listCursor, listPosition } from '../../publications/list-cursor.ts'
import { listOwn } from '../../publications/list-own.ts'
import { createReadOwn } from '../../publications/read-own.ts'
import { agencyIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import { Problem } from '../problem.ts'
import { ACCESS_RECORD_HEADER } from '../reads/handlers.ts'
import type { Handlers } from '../register.ts'

/** What an agency's systems sent, for those systems. */
export function publicationHandlers(deps: PublicationDeps): Handlers {
  const {
    reads: { cursors },
  } = deps
  const readOwn = createReadOwn(deps)
  return {
    'GET /v1/publications': async (request, response) => {
      const { agency } = agencyIn(response)
      const query = listQuery(request.query)
      if (!query.ok) throw new Problem('invalid-request', { errors: query.errors })
      const position = listPosition(cursors, agency, query.value.after)
      if (position === undefined) throw new Problem('unknown-cursor', { errors: cursorErrors('after') })
      const { entries, next } = await listOwn(deps, agency, position, query.value.limit)
      sendJson(response, 200, { items: entries.map(({ item }) => item), next: listCursor(cursors, agency, next) })
    },
    'GET /v1/publications/:source/:id': async (request, response) => {
      const { record, item } = await readOwn(agencyIn(response), String(request.params.source), String(request.params.id))
      if (item === undefined) throw new Problem('not-found')
      response.setHeader(ACCESS_RECORD_HEADER, record)
      sendJson(response, 200, item)
    },
  }
}
