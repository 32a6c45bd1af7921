import { describe, expect, it } from '@jest/globals'
import { noteSigner } from '../../../../core/transparency-log/notes/signed-note.ts'
import { formatVerifierKey, verifierKey } from '../../../../core/transparency-log/notes/verifier-key.ts'
import { knownLogs, parseKnownLogs } from '../../../../core/transparency-log/witness/known-logs.ts'
import { logSigner, ORIGIN, privateKeyFrom } from '../sample-log.ts'

const next = noteSigner(ORIGIN, 'note', privateKeyFrom(Buffer.alloc(32, 5)))
const [line, nextLine] = [logSigner, next].map(({ key }) => `log ${formatVerifierKey(key)}`)

describe('the logs that a witness cosigns for', () => {
  it('are read from lines, with two keys of a log that changes its own', () => {
    const keys = parseKnownLogs(`# Norshire\n${line ?? ''}\n\n  ${nextLine ?? ''}\t\r\n`)
    expect(keys).toEqual([logSigner.key, next.key])
    expect(knownLogs([logSigner.key, next.key])).toEqual(new Map([[ORIGIN, [logSigner.key, next.key]]]))
  })

  it.each([
    ['witness w.example', 'not-allowed-here'],
    [`${line ?? ''} https://log.example`, 'not-allowed-here'],
    ['log', 'malformed'],
    [`log ${formatVerifierKey(verifierKey(ORIGIN, 'cosignature', logSigner.key.publicKey))}`, 'wrong-key-type'],
    [(line ?? '').replace(/\+[0-9a-f]{8}\+/, '+00000000+'), 'wrong-id'],
  ])('%j is no line of such a file', (wrong, code) => {
    expect(parseKnownLogs(`${line ?? ''}\n${wrong}\n`)).toEqual([{ line: 2, code }])
  })

  it('are each there once', () => {
    expect(parseKnownLogs(`${line ?? ''}\n${line ?? ''}\n`)).toEqual([{ line: 2, code: 'duplicate-key' }])
  })
})
