import type { Migration } from '../../database/migrations.ts'

const text = 'text collate "C" not null'

/**
 * `wrapped` null: the key was destroyed. INVARIANT: a key is never changed, only destroyed, and a destroyed one stays: the trigger holds it
 * against every role and every mistake.
 */
const tables: Migration = {
  name: '0001-vault',
  statements: [
    `create table vault.data_key (case_id ${text}, person ${text}, class ${text}, wrapped bytea, primary key (case_id, person, class)) with (fillfactor = 90)`,
    `create table vault.secret (name ${text}, wrapped bytea not null, primary key (name))`,
    'create table vault.master_check (id integer not null check (id = 1), wrapped bytea not null, primary key (id))',
    `create function vault.only_destroy() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' then
          if new.wrapped is null and (new.case_id, new.person, new.class) is not distinct from (old.case_id, old.person, old.class) then
            return new;
          end if;
        end if;
        raise exception 'A data key is destroyed or stays as it is.' using errcode = 'restrict_violation';
      end $$`,
    'create trigger only_destroy before update or delete on vault.data_key for each row execute function vault.only_destroy()',
    'create trigger never_emptied before truncate on vault.data_key for each statement execute function vault.only_destroy()',
  ],
}

/**
 * Keys that something in a log is sealed under and `data_key` has no row of, and what was decided of them (docs/decisions/0055); counts of what is kept
 * elsewhere, so that its loss is seen.
 */
const lostKeys: Migration = {
  name: '0002-lost-keys',
  statements: [
    `create table vault.lost_key (case_id ${text}, person ${text}, class ${text}, at ${text}, for_good boolean not null, accepted boolean not null, primary key (case_id, person, class))`,
    'create index lost_key_open on vault.lost_key (case_id, person, class) where not accepted',
    `create table vault.accepted_loss (accepted_at ${text}, reason ${text}, keys bigint not null, events bigint not null, openings bigint not null, first ${text}, last ${text},
      primary key (accepted_at))`,
    `create table vault.kept_count (name ${text}, count bigint not null, primary key (name))`,
  ],
}

export const vaultMigrations: readonly Migration[] = [tables, lostKeys]
