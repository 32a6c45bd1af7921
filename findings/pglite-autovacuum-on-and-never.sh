#!/bin/sh
# npm @electric-sql/pglite 0.5.16 (PostgreSQL as WebAssembly): 20,000 rows, two of each id, an index on it; autovacuum=on, autovacuum_naptime=1s; four seconds later.
# Guess: as `show autovacuum` says `on`, and a server would have, the table has been analyzed, so that a look-up of 40 ids is expected to give some 80 rows.
# Seen: the one process that there is analyzes nothing, ever. 4,000 rows are expected (each value a two-hundredth of the table), whatever the table holds; longer lists read it as a whole. ANALYZE by hand puts it right.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" @electric-sql/pglite@0.5.16
cat > x.mjs <<'END'
import { PGlite } from '@electric-sql/pglite'
const db = await PGlite.create({ startParams: [...PGlite.defaultStartParams, '-c', 'autovacuum=on', '-c', 'autovacuum_naptime=1s'] })
await db.exec("create table t (id integer, said text); insert into t select n / 2, 'x' from generate_series(1, 20000) n; create index on t (id)")
await new Promise((resolve) => setTimeout(resolve, 4000))
const one = async (text) => Object.values((await db.query(text)).rows[0])[0]
const ids = (many) => Array.from({ length: many }, (_, n) => n * 20 + 1)
const expected = async (many) => {
  const [{ 'QUERY PLAN': line }] = (await db.query('explain select * from t where id = any($1::integer[])', [ids(many)])).rows
  return `${/^\S+( \S+)? Scan/.exec(line)[0]}, ${/rows=(\d+)/.exec(line)[1]} rows expected of ${many} ids`
}
console.log(`FOUND pglite 0.5.16: autovacuum ${await one('show autovacuum')}, analyzed ${await one("select autoanalyze_count from pg_stat_user_tables where relname = 't'")} times: ${await expected(40)}; ${await expected(200)}`)
await db.exec('analyze t')
console.log(`FOUND pglite 0.5.16: after ANALYZE: ${await expected(40)}; ${await expected(200)}`)
await db.close()
END
cat > want <<'END'
FOUND pglite 0.5.16: autovacuum on, analyzed 0 times: Bitmap Heap Scan, 4000 rows expected of 40 ids; Seq Scan, 12661 rows expected of 200 ids
FOUND pglite 0.5.16: after ANALYZE: Index Scan, 80 rows expected of 40 ids; Index Scan, 400 rows expected of 200 ids
END
node x.mjs > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
