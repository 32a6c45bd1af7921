import { chmodSync, existsSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'

/** A command to the running `serve`, and its answer: one JSON line each, over a socket that only this user can open. */
export interface SocketRequest {
  readonly command: string
  readonly arguments?: Readonly<Record<string, unknown>>
}

export type SocketAnswer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string }

export type SocketHandlers = Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => Promise<unknown>>>

/** Nothing serves on this data folder. */
export class NotServingError extends Error {
  readonly code = 'not-serving'
  constructor() {
    super('Throughline is not running on this data folder. Start it with: npm start   (or: npx throughline serve)')
    this.name = 'NotServingError'
  }
}

/** Where the socket is. Its path may have about 100 bytes: the shorter of the absolute and the relative form. */
export const socketPath = (data: string): string => {
  const absolute = join(data, 'throughline.sock')
  const near = relative(process.cwd(), absolute)
  return near.length < absolute.length ? near : absolute
}

/** Listens for commands in the data folder. The caller holds the data folder's lock, so a socket file left there is stale. */
export async function listenForCommands(data: string, handlers: SocketHandlers): Promise<Server> {
  const path = socketPath(data)
  if (existsSync(path)) rmSync(path)
  const answer = async (line: string): Promise<SocketAnswer> => {
    try {
      const request = JSON.parse(line) as SocketRequest
      const handler = Object.hasOwn(handlers, request.command) ? handlers[request.command] : undefined
      if (!handler) return { ok: false, error: 'The running Throughline does not know this command; it may be of another release.' }
      return { ok: true, value: await handler(request.arguments ?? {}) }
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : 'The command failed.' }
    }
  }
  const server = createServer((connection) => {
    connection.on('error', () => {
      connection.destroy()
    })
    createInterface({ input: connection })
      .on('error', () => undefined)
      .once('line', (line) => {
        void answer(line).then((result) => {
          connection.end(`${JSON.stringify(result)}\n`)
        })
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o600)
  return server
}

/** Sends a command to the `serve` that runs on a data folder. Throws NotServingError when there is none. */
export async function sendCommand(data: string, request: SocketRequest): Promise<unknown> {
  const line = await new Promise<string>((resolve, reject) => {
    const connection = createConnection(socketPath(data))
    const failed = (error: NodeJS.ErrnoException): void => {
      reject(error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? new NotServingError() : error)
    }
    connection.on('error', failed)
    const lines = createInterface({ input: connection }).on('error', failed)
    lines.once('line', resolve)
    lines.once('close', () => {
      reject(new NotServingError())
    })
    connection.write(`${JSON.stringify(request)}\n`)
  })
  const answer = JSON.parse(line) as SocketAnswer
  if (!answer.ok) throw new Error(answer.error)
  return answer.value
}
