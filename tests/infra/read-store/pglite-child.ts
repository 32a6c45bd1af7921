/** Opens a read store, writes a row that is committed, says so, and waits to be killed. */
import { caseLogNamed } from '../../fixtures/ids.ts'
import { openTestStore } from '../../fixtures/read-store.ts'

const [folder = ''] = process.argv.slice(2)
const store = await openTestStore(folder)
await store.db
  .insertInto('case_log')
  .values({ case_log: caseLogNamed('child'), sequence: 1, chain: Buffer.alloc(32) })
  .execute()
console.log('written')
