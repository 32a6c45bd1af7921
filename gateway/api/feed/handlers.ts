import { agencyIn } from '../guard.ts'
import { sendJson } from '../json.ts'
import type { Handlers } from '../register.ts'
import { readFeed, type FeedDeps } from './read-feed.ts'

/** The health of the feed of the agency that asks. */
export const feedHandlers = (deps: FeedDeps): Handlers => ({
  'GET /v1/feed': async (_request, response) => {
    const { agency, expiresAt } = agencyIn(response)
    sendJson(response, 200, { ...(await readFeed(deps, agency)), credential: { expires_at: expiresAt ?? null } })
  },
})
