export type { LinkEpoch as LinkEpochRecord, UnlinkedEvent as UnlinkedEventRecord } from '../../schemas/generated/records.ts'
