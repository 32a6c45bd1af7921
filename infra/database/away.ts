/** What PostgreSQL says when it is not there for now, or too busy: connections (08), resources (53), shut-downs and time-outs (57), locks not had in time (55P03), pauses (25P03). */
const STATES = /^(08|53|57)...$|^55P03$|^25P03$/
const SYSTEM = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN']
/** What `pg` says itself, without a code. */
const WORDS =
  /^(Query read timeout|timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/

/** Whether a query failed because the database does not answer: the same one may work a moment later. */
export function isDatabaseAway(error: unknown): boolean {
  for (let next: unknown = error, depth = 0; next instanceof Error && depth < 8; next = next.cause, depth++) {
    const code = 'code' in next && typeof next.code === 'string' ? next.code : ''
    if (STATES.test(code) || SYSTEM.includes(code) || WORDS.test(next.message)) return true
  }
  return false
}
