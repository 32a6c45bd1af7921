#!/bin/sh
# npm @electric-sql/pglite 0.5.16 on npm node 24.21.0: a new database, one `select 1`, five seconds.
# Guess: some 300 MB, as PGlite's own file system and heap come to; V8 optimizes what is hot, function by function, in a few megabytes each, as Node 20 does (23 MB at most).
# Seen: for one function of 105 kB (PostgreSQL's interpreter of expressions) V8's optimizing compiler takes 604 MB, each time a process starts, and no budget for tiering is large enough to spare it.
# Without tiering (--no-wasm-tier-up --no-wasm-dynamic-tiering) the process peaks some 400 MB lower.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --prefix "$T" @electric-sql/pglite@0.5.16 node@24.21.0
cat > x.mjs <<'END'
import { PGlite } from '@electric-sql/pglite'
const db = await PGlite.create()
await db.query('select 1')
await new Promise((resolve) => setTimeout(resolve, 5000))
console.log(`PEAK ${Math.round(process.resourceUsage().maxRSS / 1024)}`)
await db.close()
END
largest() { sed -n 's/.*using TurboFan, took .* and \([0-9]*\) \/.*bodysize \([0-9]*\) .*/\1 \2/p' "$1" | sort -rn | head -1; }
peak() { sed -n 's/^PEAK //p' "$1"; }
node_modules/.bin/node --trace-wasm-compilation-times x.mjs > usual
node_modules/.bin/node --trace-wasm-compilation-times --no-wasm-tier-up --no-wasm-dynamic-tiering x.mjs > without
set -- $(largest usual)
echo "FOUND pglite 0.5.16, node 24.21.0: $(($1 / 1000000)) MB to optimize one function of $2 bytes; peak $(peak usual) MiB, without tiering $(peak without) MiB"
[ "$1" -gt 400000000 ] && [ "$2" -eq 104930 ] && [ -z "$(largest without)" ] && [ $(($(peak usual) - $(peak without))) -gt 200 ] || { echo "CHANGED: no longer as found"; exit 1; }
