import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { TestGateway } from '../../fixtures/gateway.ts'
import { KESTREL, startReadAgain, takeBackLast, type ReadAgain } from '../../fixtures/read-again.ts'

describe('the parts of a case that is read again', () => {
  let again: ReadAgain
  let gateway: TestGateway
  beforeAll(async () => {
    again = await startReadAgain()
    gateway = again.gateway
  })
  afterAll(async () => {
    await gateway.close()
  })

  const read = async (): Promise<{ readonly status: number; readonly text: string; readonly fetches: number }> => {
    const { status, text, queries } = await again.read()
    return { status, text, fetches: queries.filter((sql) => sql.includes('case_part as part on')).length }
  }
  const part = () => gateway.readStore.db.selectFrom('case_part').selectAll().where('case_log', '=', KESTREL).where('form', '=', 'plain')

  it('are not fetched again while none has changed, and come out the same', async () => {
    const first = await read()
    expect(first).toMatchObject({ status: 200, fetches: 1 })
    expect(await read()).toEqual({ ...first, fetches: 0 })
  })

  it('are refused, not given as they were, once rows were altered by hand; put back, they are as before', async () => {
    const before = await read()
    const rows = await part().execute()
    const { db } = gateway.readStore
    await db
      .updateTable('case_part')
      .set({ sealed: Buffer.alloc(60, 1) })
      .where('case_log', '=', KESTREL)
      .where('form', '=', 'plain')
      .execute()
    expect(await read()).toMatchObject({ status: 500, fetches: 1 })
    for (const { sealed, ...key } of rows) {
      const { sequence, owner, class: classCode, form } = key
      await db
        .updateTable('case_part')
        .set({ sealed })
        .where('case_log', '=', KESTREL)
        .where('sequence', '=', sequence)
        .where('owner', '=', owner)
        .where('class', '=', classCode)
        .where('form', '=', form)
        .execute()
    }
    expect(await read()).toEqual({ ...before, fetches: 1 })
  })

  it('stay when the case has grown: only those of what was added are fetched', async () => {
    const before = await read()
    const putBack = await takeBackLast(gateway.readStore.db)
    await read()
    await putBack()
    const { text, queries } = await again.read()
    expect(text).toBe(before.text)
    expect(queries.filter((sql) => sql.includes('part.sequence <= '))).toHaveLength(1)
    expect(await read()).toEqual({ ...before, fetches: 0 })
  })

  it('are gone with the row that is removed', async () => {
    const before = await read()
    await gateway.readStore.db.deleteFrom('case_part').where('case_log', '=', KESTREL).execute()
    const { status, text, fetches } = await read()
    expect({ status, fetches }).toEqual({ status: 200, fetches: 1 })
    expect(text.length).toBeLessThan(before.text.length)
  })
})
