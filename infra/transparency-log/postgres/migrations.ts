import type { Migration } from '../../database/migrations.ts'

/**
 * INVARIANT: the log only grows. A leaf is never changed; a tile only becomes longer; position and checkpoints never go back. The triggers hold it against
 * every mistake.
 */
export const transparencyLogMigrations: readonly Migration[] = [
  {
    name: '0001-transparency-log',
    statements: [
      'create table transparency.log_position (id integer primary key check (id = 1), size bigint not null, next_offset bigint not null) with (fillfactor = 50)',
      'insert into transparency.log_position (id, size, next_offset) values (1, 0, 0)',
      'create table transparency.leaf (leaf_index bigint not null, hash bytea not null, entry bytea not null, primary key (leaf_index), unique (hash))',
      'create table transparency.tile (level integer not null, tile_index bigint not null, hashes bytea not null, primary key (level, tile_index)) with (fillfactor = 50)',
      'create table transparency.checkpoint (kind text not null check (kind in (\'signed\', \'cosigned\')), size bigint not null, note text not null, primary key (kind)) with (fillfactor = 50)', // prettier-ignore
      `create function transparency.only_on() returns trigger language plpgsql as $$
      begin
        if new.size >= old.size then return new; end if;
        raise exception 'The transparency log never shrinks.' using errcode = 'restrict_violation';
      end $$`,
      `create function transparency.only_longer() returns trigger language plpgsql as $$
      begin
        if (new.level, new.tile_index, substring(new.hashes for length(old.hashes))) is not distinct from (old.level, old.tile_index, old.hashes) then
          return new;
        end if;
        raise exception 'A tile of the transparency log only becomes longer.' using errcode = 'restrict_violation';
      end $$`,
      'create trigger only_on before update on transparency.log_position for each row execute function transparency.only_on()',
      'create trigger only_on before update on transparency.checkpoint for each row execute function transparency.only_on()',
      'create trigger only_longer before update on transparency.tile for each row execute function transparency.only_longer()',
    ],
  },
]
