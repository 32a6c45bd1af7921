import { sendJson } from '../api/json.ts'
import type { Handlers } from '../api/register.ts'
import { timeWords } from './timeline/dates.ts'
import { visitIn } from './visit.ts'

const SECOND = 1000

/** Extends a visit by its being used, and says when it ends now. */
export const stayHandlers = (): Handlers => ({
  'POST /stay': (_request, response) => {
    const { ends, left, isLast } = visitIn(response)
    sendJson(response, 200, { ends: timeWords(ends), seconds: Math.floor(left / SECOND), last: isLast })
  },
})
