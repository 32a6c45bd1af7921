import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { systemClock } from '../../../infra/clock/clock.ts'
import { certificateEnds, firstEnd } from '../../../infra/health/certificates.ts'
import { temporaryFolder } from '../../fixtures/temporary-folder.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

describe('the end of a certificate file', () => {
  const folder = temporaryFolder()
  afterAll(() => {
    folder.remove()
  })
  const certificate = (days: number): string => {
    const file = join(folder.path, `${String(days)}.pem`)
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        String(days),
        '-subj',
        '/CN=made-up',
        '-keyout',
        join(folder.path, 'key.pem'),
        '-out',
        file,
      ],
      { stdio: 'ignore' },
    )
    return readFileSync(file, 'utf8')
  }

  it('is that of the one in it that ends first', () => {
    const [year, week] = [certificate(365), certificate(7)]
    const inDays = (days: number): number => systemClock.now() + days * DAY_MS
    expect(Math.abs((firstEnd(year) ?? 0) - inDays(365))).toBeLessThan(MINUTE_MS)
    expect(Math.abs((firstEnd(`${year}\n${week}`) ?? 0) - inDays(7))).toBeLessThan(MINUTE_MS)
    expect(firstEnd('nothing')).toBeUndefined()
  })

  it('is 0 of a file that is away, is none, or is broken', () => {
    writeFileSync(join(folder.path, 'empty.pem'), '')
    writeFileSync(join(folder.path, 'broken.pem'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
    expect(certificateEnds(['away', 'empty', 'broken'].map((name) => ({ name, file: join(folder.path, `${name}.pem`) })))).toEqual(
      ['away', 'empty', 'broken'].map((name) => ({ name, endsAt: 0 })),
    )
  })
})
