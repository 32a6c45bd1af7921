import { describe, expect, it } from '@jest/globals'
import { refuseLostLogKey, refuseLostSecrets } from '../../commands/lost-vault.ts'

const PLACES = { kafka: undefined, registryUrl: undefined, databaseUrl: 'postgres://127.0.0.1/throughline' }
const CHECKPOINT = { size: 1, note: 'a signed checkpoint' }

/** What another process does at its first start: it makes a secret, and then writes what rests on it. It goes one step on at each question that is asked. */
function otherProcess() {
  let step = 0
  const next =
    <T>(answer: (step: number) => T) =>
    async (): Promise<T> =>
      answer(step++)
  return {
    vault: { hasSecret: next((at) => at >= 1) },
    log: { ranges: next((at) => [{ partition: 0, start: 0, end: at >= 1 ? 1 : 0 }]) },
    transparencyLog: { signed: next((at) => (at >= 1 ? CHECKPOINT : undefined)) },
  }
}

const without = { hasSecret: async () => false }
const full = { ranges: async () => [{ partition: 0, start: 0, end: 1 }] }

describe('a process that starts', () => {
  it('is refused where a secret is missing that the logs were written with', async () => {
    await expect(refuseLostSecrets('/data', PLACES, full, without)).rejects.toThrow('The vault lacks the secret "linking"')
  })

  it('is refused where the key is missing that the transparency log was signed with', async () => {
    await expect(refuseLostLogKey('/data', PLACES, { signed: async () => CHECKPOINT }, without)).rejects.toThrow('The vault lacks the key')
  })

  it('is not refused where another makes the secrets and writes the first records meanwhile', async () => {
    const { vault, log } = otherProcess()
    await expect(refuseLostSecrets('/data', PLACES, log, vault)).resolves.toBeUndefined()
  })

  it('is not refused where another makes the key and signs the first checkpoint meanwhile', async () => {
    const { vault, transparencyLog } = otherProcess()
    await expect(refuseLostLogKey('/data', PLACES, transparencyLog, vault)).resolves.toBeUndefined()
  })
})
