#!/bin/sh
# A reader's enum with a default (in the specification since Avro 1.9) meets a symbol that only the writer knows.
# Guess: Apache's own libraries give the default. Seen: npm avro-js 1.12.2 and PyPI avro 1.12.2, both Apache's, refuse;
# the independent npm avsc 5.7.9 and PyPI fastavro 1.13.1 give the default.
# So a new symbol with a default is a safe change for some readers and stops others. (avro-js needs underscore and does not declare it.)
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" avsc@5.7.9 avro-js@1.12.2 underscore@1.13.8
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check avro==1.12.2 fastavro==1.13.1
cat > x.cjs <<'END'
const W = {type: 'enum', name: 'Risk', symbols: ['OTHER', 'MEDIUM', 'SEVERE']};
const R = {type: 'enum', name: 'Risk', symbols: ['OTHER', 'MEDIUM'], default: 'OTHER'};
for (const [name, parse] of [['avsc 5.7.9', require('avsc').Type.forSchema], ['avro-js 1.12.2', require('avro-js').parse]]) {
  let seen;
  try { const w = parse(W), r = parse(R); seen = 'reads ' + r.fromBuffer(w.toBuffer('SEVERE'), r.createResolver(w)); }
  catch (e) { if (!/cannot read/.test(e.message)) throw e; seen = 'refuses'; }
  console.log(`FOUND ${name} ${seen}`);
}
END
cat > x.py <<'END'
import io, json
import avro.errors, avro.io, avro.schema, fastavro
W = {"type": "enum", "name": "Risk", "symbols": ["OTHER", "MEDIUM", "SEVERE"]}
R = {"type": "enum", "name": "Risk", "symbols": ["OTHER", "MEDIUM"], "default": "OTHER"}
b = io.BytesIO()
fastavro.schemaless_writer(b, fastavro.parse_schema(W), "SEVERE")
data = b.getvalue()
print("FOUND fastavro 1.13.1 reads", fastavro.schemaless_reader(io.BytesIO(data), fastavro.parse_schema(W), fastavro.parse_schema(R)))
w, r = (avro.schema.parse(json.dumps(s)) for s in (W, R))
try: print("FOUND avro 1.12.2 reads", avro.io.DatumReader(w, r).read(avro.io.BinaryDecoder(io.BytesIO(data))))
except avro.errors.SchemaResolutionException: print("FOUND avro 1.12.2 refuses")
END
cat > want <<'END'
FOUND avsc 5.7.9 reads OTHER
FOUND avro-js 1.12.2 refuses
FOUND fastavro 1.13.1 reads OTHER
FOUND avro 1.12.2 refuses
END
{ node x.cjs; py/bin/python -W ignore x.py; } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
