const MOST = 8
/** Names and codes of errors are words of programs. Anything else is left out: it may be what somebody sent. */
const WORD = /^[A-Za-z0-9_.$-]{1,60}$/

/** An error and its causes, from the outermost to the first. */
export function causesOf(error: unknown): readonly Error[] {
  const chain: Error[] = []
  for (let next = error; next instanceof Error && !chain.includes(next) && chain.length < MOST; next = next.cause) chain.push(next)
  return chain
}

/** The code of an error, where it has one that is a word. */
export function codeOf(error: Error): string | undefined {
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'string' && WORD.test(code) ? code : undefined
}

const nameOf = (error: Error): string => (WORD.test(error.name) ? error.name : 'Error')

/** Names and codes of an error and its causes, for example `ConsumerFailedError(consumer-failed) < EventLogError(unavailable) < Error(ECONNREFUSED)`. Never a message: it may hold what somebody sent. */
export function causeChain(error: unknown): string {
  const words = causesOf(error).map((one) => {
    const code = codeOf(one)
    return code === undefined ? nameOf(one) : `${nameOf(one)}(${code})`
  })
  return words.length === 0 ? 'not an error' : words.join(' < ')
}
