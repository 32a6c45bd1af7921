import express, { type Express } from 'express'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** A bare express on a free port. */
export interface PlainServer {
  readonly origin: string
  close(): Promise<void>
}

export async function servePlain(build: (app: Express) => void): Promise<PlainServer> {
  const app = express()
  app.set('etag', false)
  build(app)
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
}
