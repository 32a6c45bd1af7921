import type { Migration } from '../../database/migrations.ts'

const tables: Migration = {
  name: '0001-identity',
  statements: [
    'create table identity.session (id bytea not null, content text not null, begun bigint not null, used bigint not null, primary key (id)) with (fillfactor = 80)',
  ],
}

export const sessionMigrations: readonly Migration[] = [tables]
