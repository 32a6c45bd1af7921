import { describe, expect, it } from '@jest/globals'
import { bundlesOf, entriesPath, parseTilePath, tilePath, tilesOf } from '../../../../core/transparency-log/tiles/tile.ts'

describe('the path of a tile', () => {
  it.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 1, index: 0, width: 1 }, 'tile/1/000.p/1'],
    [{ level: 63, index: 1_000, width: 255 }, 'tile/63/x001/000.p/255'],
  ])('%j is %s, and back', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual(tile)
  })

  it('of entries says so in the place of the level', () => {
    expect(entriesPath({ index: 1_000, width: 7 })).toBe('tile/entries/x001/000.p/7')
    expect(parseTilePath('tile/entries/x001/000.p/7')).toEqual({ level: undefined, index: 1_000, width: 7 })
  })

  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/001/x002',
    'tile/0/001/002',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/999',
    'tile/0/000.p/01',
    'tile/0/../checkpoint',
    'tile/entries/000/',
    '/tile/0/000',
    'tile/data/000',
    'tile/8/0/000',
    `tile/0/${'x999/'.repeat(6)}999`,
  ])('%s is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined()
  })
})

describe('the tiles of a tree', () => {
  it('of 70,000 leaves are those that the specification counts', () => {
    const tiles = [...tilesOf(70_000)]
    const full = (level: number): number => tiles.filter((tile) => tile.level === level && tile.width === 256).length
    expect([full(0), full(1), full(2)]).toEqual([273, 1, 0])
    expect(tiles.filter(({ width }) => width < 256).map(tilePath)).toEqual(['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'])
  })

  it('of 256 leaves are a full one, and one of one hash', () => {
    expect([...tilesOf(256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
    expect([...bundlesOf(256)].map(entriesPath)).toEqual(['tile/entries/000'])
  })

  it('of no leaf are none', () => {
    expect([[...tilesOf(0)], [...bundlesOf(0)]]).toEqual([[], []])
  })
})
