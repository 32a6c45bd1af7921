import { describe, expect, it } from '@jest/globals'
import { isDatabaseAway } from '../../../infra/database/away.ts'

const coded = (code: string): Error => Object.assign(new Error('failed'), { code })

describe('a database that does not answer', () => {
  it('is told from one that refuses what was asked', () => {
    const away = ['ECONNREFUSED', '57P01', '08006', '53300', '55P03', '57014', '25P03'].map(coded)
    const said = ['Query read timeout', 'timeout exceeded when trying to connect', 'Connection terminated unexpectedly'].map(
      (words) => new Error(words),
    )
    const wrapped = new Error('The read failed.', { cause: coded('ECONNRESET') })
    expect([...away, ...said, wrapped].filter((error) => !isDatabaseAway(error))).toEqual([])
    expect([coded('42501'), coded('23505'), new Error('Query'), new TypeError('x'), undefined].filter(isDatabaseAway)).toEqual([])
  })
})
