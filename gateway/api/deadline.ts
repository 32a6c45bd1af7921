import type { Request, RequestHandler, Response } from 'express'

/** A request is answered within this, milliseconds: whatever it waits for has then not come. */
export const ANSWER_MS = 13_000
const LOOK_MS = 3_000

/** What a handler says after the answer is said by nobody. */
function silence(response: Response): void {
  Object.assign(response, {
    setHeader: () => response,
    appendHeader: () => response,
    writeHead: () => response,
    flushHeaders: () => undefined,
    write: () => true,
    end: () => response,
  })
}

/**
 * Answers in a handler's place when it has not begun to answer in time: no request waits for a part that does not answer. Who still sends the body, and be
 * it slowly, has the time for that.
 */
export function createDeadline(answer: (request: Request, response: Response) => void, ms = ANSWER_MS): RequestHandler {
  return (request, response, next) => {
    let received = 0
    const check = (): void => {
      if (response.headersSent) return
      const { bytesRead } = request.socket
      if (!request.complete && bytesRead > received) {
        received = bytesRead
        timer = setTimeout(check, LOOK_MS)
        return
      }
      answer(request, response)
      silence(response)
    }
    let timer = setTimeout(check, ms)
    response.once('close', () => {
      clearTimeout(timer)
    })
    next()
  }
}
