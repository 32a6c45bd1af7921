import { describe, expect, it } from '@jest/globals'
import { networkOf } from '../../../infra/network/network-of.ts'

describe('what counts as one address', () => {
  it('is an IPv4 address, or the first half of an IPv6 address', () => {
    expect(['192.0.2.1', '::ffff:192.0.2.1', '::FFFF:192.0.2.1'].map(networkOf)).toEqual(['192.0.2.1', '192.0.2.1', '192.0.2.1'])
    expect(['2001:db8:0:7::1', '2001:DB8::7:ffff:ffff:ffff:ffff', '2001:0db8:0000:0007:1:2:3:4', '2001:db8:0:7::'].map(networkOf)).toEqual(
      Array(4).fill('2001:db8:0:7::/64'),
    )
    expect(['::1', 'fe80::1%eth0', '2001:db8::'].map(networkOf)).toEqual(['0:0:0:0::/64', 'fe80:0:0:0::/64', '2001:db8:0:0::/64'])
    expect(['', 'unknown', '192.0.2.1:80', 'x'.repeat(10_000)].map(networkOf)).toEqual(Array(4).fill('unknown'))
  })
})
