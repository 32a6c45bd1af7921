import { systemClock } from '../../../infra/clock/clock.ts'
import { openKafkaEventLog } from '../../../infra/event-log/kafka/kafka-event-log.ts'
import { createLog } from '../../../infra/telemetry/logger.ts'
import { openEngines } from '../../../scripts/servers/engines.ts'
import { eventLogContract } from '../../contract/event-log.ts'

eventLogContract('Apache Kafka', async () => {
  const engines = await openEngines({ kafka: true })
  const open = () =>
    openKafkaEventLog({ brokers: engines.kafka.brokers, clientId: 'contract', clock: systemClock, log: createLog('silent') })
  let log = await open()
  return {
    get log() {
      return log
    },
    reopen: async () => {
      await log.close()
      log = await open()
    },
    dispose: async () => {
      await log.close()
      await engines.stop()
    },
  }
})
