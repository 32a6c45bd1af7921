/** Makes the same keys as its siblings, in an order of its own, and prints them. */
import { openPostgresVault } from '../../../infra/vault/postgres/vault.ts'

const [url = '', masterKeyFile = '', from = '0'] = process.argv.slice(2)
const vault = await openPostgresVault({ url, masterKeyFile })
const scopes = Array.from({ length: 300 }, (_, index) => ({
  case: 'case',
  person: `p${(index * 7 + Number(from) * 101) % 300}`,
  class: 'VIC_ID',
}))
const found = new Map<string, string>()
for (let at = 0; at < scopes.length; at += 50) {
  const keys = await vault.keys(scopes.slice(at, at + 50), { create: true })
  keys.forEach((key, index) => found.set(scopes[at + index]?.person ?? '', (key as Buffer).toString('hex')))
}
console.log(JSON.stringify([...found].sort(([left], [right]) => (left < right ? -1 : 1))))
console.log((await vault.secret('linking')).toString('hex'))
setInterval(() => undefined, 60_000)
