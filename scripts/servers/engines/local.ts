import { startKafka } from '../kafka.ts'
import { startPostgres } from '../postgres.ts'
import { startRegistry } from '../registry.ts'
import type { KafkaEngine, UrlEngine } from './engine.ts'

const source = 'local process'

/** The same servers as processes of this machine. */
export const local = {
  kafka: async (): Promise<KafkaEngine> => ({ ...(await startKafka()), source }),
  registry: async (): Promise<UrlEngine> => ({ ...(await startRegistry()), source }),
  postgres: async (): Promise<UrlEngine> => ({ ...(await startPostgres()), source }),
}
