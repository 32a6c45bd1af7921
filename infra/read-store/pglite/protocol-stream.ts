import { Duplex } from 'node:stream'

export interface ProtocolStreamOptions {
  /** Hands on what `pg` wrote in one turn: whole messages, in a buffer of their own. */
  readonly send: (bytes: Uint8Array<ArrayBuffer>) => void
  readonly closed: () => void
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((total, chunk) => total + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** What `pg` takes for its socket: a stream that is connected at once, with a socket's methods that mean nothing here. */
export function createProtocolStream(options: ProtocolStreamOptions): Duplex {
  let waiting: Uint8Array[] = []
  const send = (): void => {
    const bytes = joined(waiting)
    waiting = []
    if (bytes.length > 0) options.send(bytes)
  }
  /** What is written in one turn goes out as one: a thread that is woken twice costs more than the bytes. */
  const write = (chunks: readonly Uint8Array[]): void => {
    if (waiting.length === 0) queueMicrotask(send)
    waiting.push(...chunks)
  }
  const stream = new Duplex({
    read: () => undefined,
    write: (chunk: Uint8Array, _encoding, done) => {
      write([chunk])
      done()
    },
    writev: (chunks, done) => {
      write(chunks.map(({ chunk }) => chunk as Uint8Array))
      done()
    },
    final: (done) => {
      send()
      stream.push(null)
      done()
    },
    destroy: (error, done) => {
      // It ends here: what came late would be taken for another connection's.
      waiting = []
      options.closed()
      done(error)
    },
  })
  const same = (): Duplex => stream
  const connect = (): Duplex => {
    process.nextTick(() => stream.emit('connect'))
    return stream
  }
  return Object.assign(stream, { connect, setNoDelay: same, setKeepAlive: same, ref: same, unref: same })
}
