import type { Places } from '../../commands/adapters.ts'
import type { ReadStore } from '../../infra/read-store/port.ts'
import type { PlainLog } from '../plain/log.ts'

export const COLUMNS = ['embedded', 'distributed'] as const
export type ColumnName = (typeof COLUMNS)[number]

/** The engines under a system, and under the plain code that it is compared with: of the same kind, with nothing in common but the machine. */
export interface Column {
  readonly name: ColumnName
  /** Where the system's parts are; undefined: in its data folder. */
  readonly places: Places | undefined
  /** An empty log for plain code. `folder`: for what it keeps, if anything. */
  openPlainLog(folder: string): Promise<PlainLog>
  /** An empty store for plain code. */
  openPlainStore(folder: string): Promise<ReadStore>
  /** An empty database of the same server; undefined where there is none. */
  readonly createDatabase: (() => Promise<string>) | undefined
  close(): Promise<void>
}
