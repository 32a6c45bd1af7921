import { describe, expect, it } from '@jest/globals'
import { createPriorityLock } from '../../../consumers/intake/priority-lock.ts'

describe('the priority lock of intake', () => {
  it('are one at a time, every live one that waits before any import', async () => {
    const lock = createPriorityLock()
    const done: string[] = []
    let working = 0
    const work = (name: string) => async (): Promise<void> => {
      expect(++working).toBe(1)
      await new Promise((resolve) => {
        setTimeout(resolve, 2)
      })
      working -= 1
      done.push(name)
    }
    await Promise.all([
      lock.behind(work('import 1')),
      lock.behind(work('import 2')),
      lock.live(work('live 1')),
      lock.live(work('live 2')),
      lock.behind(work('import 3')),
    ])
    expect(done).toEqual(['import 1', 'live 1', 'live 2', 'import 2', 'import 3'])
  })

  it('go on after one that fails, who asked for it is told', async () => {
    const lock = createPriorityLock()
    await expect(lock.live(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(lock.behind(() => Promise.resolve())).resolves.toBe(undefined)
  })
})
