/** Makes keys until it is killed; prints each scope's number and key once the vault has said that they are durable. */
import { openSqliteVault } from '../../../infra/vault/sqlite/vault.ts'

const [folder = '', masterKeyFile = ''] = process.argv.slice(2)
const vault = await openSqliteVault({ folder, masterKeyFile })
for (let number = 0; ; number += 1) {
  const [key] = await vault.keys([{ case: 'case', person: `p${number}`, class: 'VIC_ID' }], { create: true })
  console.log(`${number} ${(key as Buffer).toString('hex')}`)
  if (number % 10 === 9) {
    await vault.destroy({ case: 'case', person: `p${number}`, class: 'VIC_ID' })
    console.log(`${number} destroyed`)
  }
  await new Promise((resolve) => {
    setImmediate(resolve)
  })
}
