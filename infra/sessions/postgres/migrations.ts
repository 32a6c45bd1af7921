import type { Migration } from '../../database/migrations.ts'

const tables: Migration = {
  name: '0001-identity',
  statements: [
    'create table identity.session (id bytea not null, content text not null, begun bigint not null, used bigint not null, primary key (id)) with (fillfactor = 80)',
  ],
}

const issuerNames: Migration = {
  name: '0002-issuer-names',
  statements: [
    'alter table identity.session add column subject bytea, add column sid bytea',
    'create index session_subject on identity.session (subject)',
    'create index session_sid on identity.session (sid)',
  ],
}

export const sessionMigrations: readonly Migration[] = [tables, issuerNames]
