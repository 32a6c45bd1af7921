import { agencyKeyMigrations } from '../agency-keys/postgres/migrations.ts'
import { sessionMigrations } from '../sessions/postgres/migrations.ts'
import type { Migration } from './migrations.ts'

/** Tables of the schema `identity`: people's visits, and the keys of agencies' systems. */
export const identityMigrations: readonly Migration[] = [...sessionMigrations, ...agencyKeyMigrations]
