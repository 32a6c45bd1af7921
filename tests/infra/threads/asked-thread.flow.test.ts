import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createAskedThread } from '../../../infra/threads/asked-thread.ts'

/** Answers with each byte one greater; ends with an error at a nine, and never answers a seven. */
const ANSWERING = `
  const { parentPort } = require('node:worker_threads')
  parentPort.on('message', ({ number, bytes }) => {
    if (bytes[0] === 9) throw new Error('a nine')
    if (bytes[0] !== 7) parentPort.postMessage({ number, bytes: bytes.map((byte) => byte + 1) })
  })`

describe('a thread that is asked', () => {
  let started = 0
  const thread = createAskedThread(() => {
    started++
    return new Worker(ANSWERING, { eval: true })
  })
  const ask = (byte: number) => thread.ask({ bytes: new Uint8Array([byte]) })
  afterEach(async () => {
    await thread.close()
    started = 0
  })

  it('is not there before it is asked, and answers each question with its own', async () => {
    expect(started).toBe(0)
    expect(await Promise.all([1, 2, 3].map(ask))).toEqual([2, 3, 4].map((byte) => new Uint8Array([byte])))
    expect(started).toBe(1)
  })

  it('has the bytes of a question to itself', async () => {
    const bytes = new Uint8Array([1])
    const answer = thread.ask({ bytes })
    expect(bytes).toHaveLength(0)
    await answer
  })

  it('that fails rejects whatever was asked of it; the next question starts another', async () => {
    const asked = await Promise.allSettled([ask(7), ask(9)])
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await ask(1)).toEqual(new Uint8Array([2]))
    expect(started).toBe(2)
  })

  it('that is closed rejects what it had not answered', async () => {
    const asked = ask(7)
    asked.catch(() => undefined)
    await thread.close()
    await expect(asked).rejects.toThrow('has ended')
  })
})
