import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openWitnessState, type KeptTree, type WitnessState } from '../../../infra/witness/state-store.ts'
import { temporaryFolder, type TemporaryFolder } from '../../fixtures/temporary-folder.ts'

const tree = (size: number, fill = size): KeptTree => ({
  size,
  root: Buffer.alloc(32, fill),
  note: Buffer.from(`note ${String(size)}`),
  at: 1_000 + size,
})

describe('what a witness remembers', () => {
  let folder: TemporaryFolder
  let state: WitnessState
  let other: WitnessState
  beforeEach(() => {
    folder = temporaryFolder()
    state = openWitnessState(join(folder.path, 'witness.sqlite'))
    other = openWitnessState(join(folder.path, 'witness.sqlite'))
  })
  afterEach(() => {
    state.close()
    other.close()
    folder.remove()
  })

  it('is the latest tree of each log', () => {
    expect(state.latest('a')).toBeUndefined()
    expect(state.replace('a', undefined, tree(1))).toBe(true)
    expect(state.replace('b', undefined, tree(5))).toBe(true)
    expect(state.replace('a', tree(1), tree(2))).toBe(true)
    expect([other.latest('a'), other.latest('b')]).toEqual([tree(2), tree(5)])
  })

  it('is put in the place of what it was judged by, and of nothing else', () => {
    expect(state.replace('a', undefined, tree(3))).toBe(true)
    expect(other.replace('a', undefined, tree(4))).toBe(false)
    expect(other.replace('a', tree(2), tree(4))).toBe(false)
    expect(other.replace('a', tree(3, 9), tree(4))).toBe(false)
    expect(state.latest('a')).toEqual(tree(3))
  })

  it('starts a log over, and keeps what was cosigned as what does not go on', () => {
    expect(state.startOver('a')).toBe(false)
    state.replace('a', undefined, tree(3))
    expect(state.startOver('a')).toBe(true)
    expect(state.all()).toEqual([{ origin: 'a', latest: undefined, refused: [tree(3).note] }])
    expect(state.replace('a', undefined, tree(2))).toBe(true)
  })

  it('has the first hundred refused checkpoints of a log, each once', () => {
    for (let index = 0; index < 120; index += 1) state.keepRefused('a', tree(index))
    state.keepRefused('a', tree(0))
    state.keepRefused('b', tree(7))
    expect(state.all().map(({ origin, latest, refused }) => [origin, latest, refused.length, refused[0]?.toString()])).toEqual([
      ['a', undefined, 100, 'note 0'],
      ['b', undefined, 1, 'note 7'],
    ])
  })
})
