import { afterAll, describe, expect, it } from '@jest/globals'
import { startDemo } from '../browser/demo-service.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

interface Entry {
  readonly type: string
  readonly occurred: { readonly from: string }
}
interface Started {
  readonly printed: string
  readonly entries: readonly string[]
}

const DAY_MS = 86_400_000
const FIRST = Date.parse('2026-11-28T12:00:00Z')

/** Starts the demo of a folder on a day, and reads the coordinator's case. */
async function startedOn(at: number, data: string): Promise<Started> {
  const demo = await startDemo({ clock: { now: () => at }, data })
  try {
    const headers = { authorization: `Bearer ${(await demo.identity.issueToken?.({ as: 'norshire-coordinator' })) ?? ''}` }
    const get = async (path: string): Promise<unknown> => (await fetch(`${demo.origin}${path}`, { headers })).json()
    const cases = (await get('/v1/cases?purpose=marac_risk_management')) as { readonly items: readonly { readonly id: string }[] }
    expect(cases).toMatchObject({ items: [{}] })
    const { items } = (await get(`/v1/cases/${cases.items[0]?.id ?? ''}/timeline?purpose=marac_risk_management&limit=100`)) as {
      readonly items: readonly Entry[]
    }
    return { printed: demo.printed.join('\n'), entries: items.map(({ type, occurred }) => `${occurred.from} ${type}`) }
  } finally {
    await demo.close()
  }
}

describe('a demo folder that is started again', () => {
  const folder = temporaryFolder()
  afterAll(() => {
    folder.remove()
  })

  it('400 days later: adds nothing, shows what it showed, and says that its dates have stayed', async () => {
    const first = await startedOn(FIRST, folder.path)
    expect(first.printed).toContain('60 events accepted, 0 were there already.')
    expect(first.printed).not.toContain('delete the folder')
    expect(first.entries.length).toBeGreaterThan(20)
    const again = await startedOn(FIRST + 400 * DAY_MS, folder.path)
    expect(again.printed).toContain('0 events accepted, 60 were there already.')
    expect(again.printed).toContain('first start, 400 days ago')
    expect(again.entries).toEqual(first.entries)
  }, 240_000)
})
