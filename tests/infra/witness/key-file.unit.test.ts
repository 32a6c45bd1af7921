import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createKeyFile, readKeyFile } from '../../../infra/witness/key-file.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

describe('the key file of a witness', () => {
  let folder: TemporaryFolder
  let file: string
  beforeEach(() => {
    folder = temporaryFolder()
    file = join(folder.path, 'of', 'witness.key')
  })
  afterEach(() => {
    folder.remove()
  })

  it('is made for its owner alone, and read again', () => {
    const made = createKeyFile(file, 'witness.example/a')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const read = readKeyFile(file)
    expect([read?.name, read?.type, read?.privateKey.equals(made.privateKey)]).toEqual(['witness.example/a', 'cosignature', true])
  })

  it('is not there before it is made', () => {
    expect(readKeyFile(file)).toBeUndefined()
  })

  it('is refused where others can read it, or it holds something else; nothing of it is repeated', () => {
    createKeyFile(file, 'witness.example/a')
    const text = readFileSync(file, 'utf8')
    chmodSync(file, 0o604)
    expect(() => readKeyFile(file)).toThrow(expect.objectContaining({ code: 'key-readable' }))
    chmodSync(file, 0o600)
    writeFileSync(file, text.slice(0, -10))
    expect(() => readKeyFile(file)).toThrow(
      expect.objectContaining({ code: 'wrong-key', message: expect.not.stringContaining(text.slice(30, 50)) }),
    )
  })

  it('is made under no name that a key cannot have', () => {
    expect(() => createKeyFile(file, 'two words')).toThrow(expect.objectContaining({ code: 'wrong-key' }))
    expect(readKeyFile(file)).toBeUndefined()
  })
})
