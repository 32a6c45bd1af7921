import { describe, expect, it } from '@jest/globals'
import type pg from 'pg'
import { preparedPool, type Transactions } from '../../../infra/read-store/prepared-pool.ts'

const READS = 'start transaction isolation level repeatable read read only'
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

/** A client of a server that does what it is told, and of which it is known what it was told, and when answers came. */
async function clientOf(transactions: Transactions) {
  const sent: string[] = []
  const client = {
    query: (asked: string | { readonly text: string }) => {
      const text = typeof asked === 'string' ? asked : asked.text
      sent.push(text)
      return text === 'fails'
        ? Promise.reject(new Error('It failed.'))
        : Promise.resolve({ command: text.toUpperCase(), rowCount: 0, rows: [] })
    },
    release: () => undefined,
  }
  const pool = { options: {}, connect: () => Promise.resolve(client) } as unknown as pg.Pool
  const { query } = await preparedPool(pool, transactions).connect()
  const ask = (text: string): Promise<unknown> => query(text, [])
  return { sent, ask }
}

describe('the statements of transactions, sent together', () => {
  it('a begin goes out with the first statement of its transaction, and an empty transaction not at all', async () => {
    const { sent, ask } = await clientOf({ together: true })
    await ask('begin')
    expect(sent).toEqual([])
    const first = ask('first')
    expect(sent).toEqual(['begin', 'first'])
    expect(await first).toMatchObject({ command: 'FIRST' })
    await ask('commit')
    await ask('begin')
    expect(await ask('rollback')).toMatchObject({ command: 'ROLLBACK' })
    expect(sent).toEqual(['begin', 'first', 'commit'])
  })

  it('nobody waits for the end of a transaction that only read: it goes out before whatever is next, or in a moment', async () => {
    const { sent, ask } = await clientOf({ together: true })
    for (const one of [READS, 'one', 'commit', READS]) await ask(one)
    expect(sent).toEqual([READS, 'one'])
    await ask('two')
    expect(sent).toEqual([READS, 'one', 'commit', READS, 'two'])
    await ask('commit')
    await turn()
    await turn()
    expect(sent.slice(5)).toEqual(['commit'])
  })

  it('a failure is that of the statement, and its transaction is rolled back', async () => {
    const { sent, ask } = await clientOf({ together: true })
    await ask(READS)
    await expect(ask('fails')).rejects.toThrow('It failed.')
    await ask('rollback')
    await turn()
    expect(sent).toEqual([READS, 'fails', 'rollback'])
  })

  it('without it every statement is sent as it comes', async () => {
    const { sent, ask } = await clientOf({})
    for (const one of [READS, 'one', 'commit']) await ask(one)
    expect(sent).toEqual([READS, 'one', 'commit'])
  })
})
