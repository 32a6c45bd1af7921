import { describe, expect, it } from '@jest/globals'
import { CASE_TAG, CHAIN_START, CONTROL_TAG, LINKS_TAG, nextChain, partHash } from '../../../core/chain/hash.ts'
import { linksStep, nextLogChain } from '../../../core/chain/log-chain.ts'
import { personNamed } from '../../fixtures/ids.ts'

const fingerprint = '00112233445566778899aabbccddeeff'.repeat(2)
const index = Buffer.from('index bytes')
const part = { owner: personNamed('6f1c7a8e-0000-4000-8000-000000000001'), class: 'VIC_ID', sealed: Buffer.from('sealed') }

describe('chains: fixed values that no release may change', () => {
  it('hashes a part with its class and owner', () => {
    expect(partHash(part).toString('hex')).toBe('1d9b7a5d828f3744a2e3bfc00d73e4a31e4486e0afee99faafc08bafef978d6f')
    expect(partHash({ ...part, owner: '' }).toString('hex')).toBe('f2901156c0bb2cf53c35ffe77297e9f4d40dccb5010e5837e1d542001c3e265f')
  })

  it('chains the events of a case', () => {
    const first = nextChain(CASE_TAG, CHAIN_START, 1, fingerprint, index, [partHash(part)])
    expect(first.toString('hex')).toBe('5643c4e143b1ccf2140f72bda0c3f03dabddda4684890a5220fc16f76ce5b377')
    expect(nextChain(CASE_TAG, first, 2, fingerprint, Buffer.alloc(0), []).toString('hex')).toBe(
      'd51231d324cac1db599acd0f59ae475b961988ccf1d18d8eb53af97878191250',
    )
  })

  it('chains entries of links.events and control.events apart', () => {
    expect(nextLogChain(LINKS_TAG, CHAIN_START, 1, fingerprint, index).toString('hex')).toBe(
      '85e2aa888ff213d44bf80c4fb4b537b046d0592a0cb161efc77d46bcfaa7843a',
    )
    expect(nextLogChain(CONTROL_TAG, CHAIN_START, 1, fingerprint, index).toString('hex')).toBe(
      'ae477cfd7e10e2c5b4e24fb53cc56a1e8f7269f77ba70298f488e3c4e4076cfe',
    )
  })

  it('takes epochs that rise and claims that no later epoch has voided', () => {
    expect(linksStep('epoch', 2, 1)).toEqual({ takesEffect: true, epoch: 2 })
    expect(linksStep('epoch', 1, 2)).toEqual({ takesEffect: false, epoch: 2 })
    expect(linksStep('claim', 1, 2)).toEqual({ takesEffect: false, epoch: 2 })
    expect(linksStep('claim', 2, 2)).toEqual({ takesEffect: true, epoch: 2 })
  })
})
