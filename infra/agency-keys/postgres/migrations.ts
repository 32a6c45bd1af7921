import type { Migration } from '../../database/migrations.ts'

/** Tables of the agency key store, in the schema `identity` after those of sessions. */
export const agencyKeyMigrations: readonly Migration[] = [
  {
    name: '0003-agency-keys',
    statements: [
      `create table identity.agency_key (kid text not null, agency text not null, jwk text not null, added_at bigint not null, ends_at bigint not null, used_at bigint, retired_at bigint,
      primary key (kid))`,
      'create index agency_key_agency on identity.agency_key (agency)',
      'create table identity.used_assertion (id bytea not null, until bigint not null, primary key (id))',
      'create index used_assertion_until on identity.used_assertion (until)',
    ],
  },
  {
    // A key is an agency's: whoever else has registered it is nothing to that agency, and no news of it.
    name: '0004-keys-of-an-agency',
    statements: [
      'alter table identity.agency_key drop constraint agency_key_pkey',
      'alter table identity.agency_key add primary key (agency, kid)',
      'drop index identity.agency_key_agency',
    ],
  },
]
