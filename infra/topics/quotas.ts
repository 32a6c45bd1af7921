import type { AgencyId } from '../../schemas/ids.ts'
import { agencyUser } from './principals.ts'

/** Bytes a second that an agency may write to each broker: a storm of its backfill does not slow the others. */
export const AGENCY_BYTES_PER_SECOND = 2 ** 20

/** Arguments of Kafka's own `kafka-configs` that set an agency's quota: our client has no call for quotas. */
export const quotaLine = (agency: AgencyId, prefix = ''): string =>
  'kafka-configs --bootstrap-server "$KAFKA_BROKERS" --command-config admin.properties --alter ' +
  `--entity-type users --entity-name ${prefix}${agencyUser(agency)} --add-config producer_byte_rate=${String(AGENCY_BYTES_PER_SECOND)}`
