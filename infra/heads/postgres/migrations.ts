import type { Migration } from '../../database/migrations.ts'

const text = 'text collate "C" not null'

/** INVARIANT: a head only moves on; the trigger holds it against every mistake. Only the owner forgets one, with the loss that is noted for it. */
export const headMigrations: readonly Migration[] = [
  {
    name: '0001-heads',
    statements: [
      `create table heads.head (topic ${text}, partition integer not null, first_offset bigint not null, next_offset bigint not null, running bytea not null, last bytea not null,
      at bigint not null, primary key (topic, partition)) with (fillfactor = 50)`,
      `create table heads.accepted_loss (id integer generated always as identity, topic ${text}, partition integer not null, first_gone bigint not null, records bigint not null,
      at bigint not null, primary key (id))`,
      `create function heads.only_on() returns trigger language plpgsql as $$
      begin
        if (new.topic, new.partition, new.first_offset) is not distinct from (old.topic, old.partition, old.first_offset) and new.next_offset > old.next_offset then
          return new;
        end if;
        raise exception 'A head moves on or stays as it is.' using errcode = 'restrict_violation';
      end $$`,
      'create trigger only_on before update on heads.head for each row execute function heads.only_on()',
    ],
  },
]
