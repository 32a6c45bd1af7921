import { erasedScopes, type ErasureEntry } from '../../erasures/erasure-list.ts'
import { flushLog, openDatabase } from './database.ts'

/** Destroys the keys of erased events in a vault's folder that nothing has open; without the master key, which this needs not. Resolves with how many it had. */
export function destroyInFile(folder: string, erasures: readonly ErasureEntry[]): number {
  const database = openDatabase(folder)
  try {
    const held = database.prepare(
      'select count(*) as held from data_key where case_id = ? and person = ? and class = ? and wrapped is not null',
    )
    const destroy = database.prepare(
      'insert into data_key (case_id, person, class, wrapped) values (?, ?, ?, null) on conflict do update set wrapped = null',
    )
    let destroyed = 0
    database.exec('begin immediate')
    for (const { case: of, person, class: kind } of erasures.flatMap(erasedScopes)) {
      destroyed += Number(held.get(of, person, kind)?.held)
      destroy.run(of, person, kind)
    }
    database.exec('commit')
    flushLog(database)
    return destroyed
  } finally {
    database.close()
  }
}
