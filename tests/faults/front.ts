import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** What passes through a front. */
export type Passing = 'request' | 'answer'

/** An address that stays while the service behind it dies and comes back elsewhere. It passes bytes on, and loses them when told to. */
export interface Front {
  readonly url: string
  /** Called when a request or an answer begins to pass; true: it is lost, and its connection with it. */
  onPassing: (what: Passing) => boolean
  close(): Promise<void>
}

const START = /^(?:POST|GET|HTTP\/1\.1) /

/** `origin`: where the service is now; undefined while there is none, and connections are closed at once. */
export async function openFront(origin: () => string | undefined): Promise<Front> {
  const connections = new Set<Socket>()
  const join = (from: Socket, to: Socket, what: Passing): void => {
    connections.add(from)
    from.on('data', (bytes: Buffer) => {
      if (START.test(bytes.toString('latin1', 0, 9)) && front.onPassing(what)) from.destroy()
      else to.write(bytes)
    })
    from.on('error', () => {
      from.destroy()
    })
    from.on('close', () => {
      connections.delete(from)
      to.destroy()
    })
  }
  const server = createServer((client) => {
    const target = origin()
    if (target === undefined) {
      client.destroy()
      return
    }
    const { hostname, port } = new URL(target)
    const service = connect(Number(port), hostname)
    join(client, service, 'request')
    join(service, client, 'answer')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const front: Front = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    onPassing: () => false,
    close: async () => {
      server.close()
      for (const connection of connections) connection.destroy()
      await once(server, 'close')
    },
  }
  return front
}
