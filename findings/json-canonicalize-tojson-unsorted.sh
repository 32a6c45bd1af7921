#!/bin/sh
# npm json-canonicalize 3.0.1, which states RFC 8785 as its purpose, and an object with a toJSON method.
# Guess: the members of what toJSON returns are sorted like all others. Seen: they keep their own order, so two equal values have
# two "canonical" texts. A Buffer is such an object: its members come as type, data. npm canonicalize 4.0.0 sorts both.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" json-canonicalize@3.0.1 canonicalize@4.0.0
cat > x.mjs <<'END'
import {canonicalize as one} from 'json-canonicalize';
import two from 'canonicalize';
const plain = {b: 1, a: 2};
const wrapped = {toJSON: () => plain};
console.log('FOUND json-canonicalize 3.0.1', one({v: plain}), one({v: wrapped}), one({v: Buffer.from('x')}));
console.log('FOUND canonicalize 4.0.0', two({v: plain}), two({v: wrapped}), two({v: Buffer.from('x')}));
END
cat > want <<'END'
FOUND json-canonicalize 3.0.1 {"v":{"a":2,"b":1}} {"v":{"b":1,"a":2}} {"v":{"type":"Buffer","data":[120]}}
FOUND canonicalize 4.0.0 {"v":{"a":2,"b":1}} {"v":{"a":2,"b":1}} {"v":{"data":[120],"type":"Buffer"}}
END
node x.mjs > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
