import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fetchOnce } from '../../../../scripts/servers/cache/fetch-once.ts'
import { ServerFailure } from '../../../../scripts/servers/failure.ts'
import { temporaryFolder, type TemporaryFolder } from '../../../fixtures/temporary-folder.ts'

let cache: TemporaryFolder
beforeEach(() => {
  cache = temporaryFolder()
})
afterEach(() => {
  cache.remove()
})

describe('a download', () => {
  it('is made once, also when two ask at once', async () => {
    const target = join(cache.path, 'thing')
    let fills = 0
    const ask = (): Promise<string> =>
      fetchOnce(target, 'A thing', async (folder) => {
        fills += 1
        writeFileSync(join(folder, 'content'), 'whole')
      })
    expect(await Promise.all([ask(), ask()])).toEqual([target, target])
    expect(await ask()).toBe(target)
    expect(fills).toBe(1)
    expect(readdirSync(target)).toEqual(['content'])
  })

  it('that failed leaves nothing, names what it was, and can be tried again', async () => {
    const target = join(cache.path, 'thing')
    const failed = fetchOnce(target, 'A thing (1 MB)', () => Promise.reject(new ServerFailure('missing_tool', 'Install the tool.')))
    await expect(failed).rejects.toMatchObject({ code: 'missing_tool', message: 'A thing (1 MB) could not be fetched. Install the tool.' })
    expect(readdirSync(cache.path)).toEqual([])
    expect(await fetchOnce(target, 'A thing', () => Promise.resolve())).toBe(target)
  })

  it('goes on where the process that was at it has died', async () => {
    const target = join(cache.path, 'thing')
    writeFileSync(`${target}.lock`, String(spawnSync('true').pid))
    expect(await fetchOnce(target, 'A thing', () => Promise.resolve())).toBe(target)
  })
})
