#!/bin/sh
# A field that the writer did not have is filled in from the reader's default, by PyPI fastavro 1.13.1 and avro 1.12.2.
# Guess: the filled-in value is what a written one would be. Seen: a default keeps its JSON form.
# A date is the number 0 where a written date is datetime.date; fastavro gives text for bytes, and leaves out of a record
# the field that has a default of its own; avro gives two bytes for the one that "\u00ff" stands for in Avro.
# npm avsc 5.7.9 gives one byte ff, and the record's field.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" avsc@5.7.9
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check avro==1.12.2 fastavro==1.13.1
cat > r.json <<'END'
{"type": "record", "name": "R", "fields": [
  {"name": "day", "type": {"type": "int", "logicalType": "date"}, "default": 0},
  {"name": "raw", "type": "bytes", "default": "\u00ff"},
  {"name": "in", "default": {"b": 1}, "type": {"type": "record", "name": "In", "fields": [
    {"name": "a", "type": "int", "default": 7}, {"name": "b", "type": "int"}]}}]}
END
cat > x.py <<'END'
import io, json
import avro.io, avro.schema, fastavro
W, R = {"type": "record", "name": "R", "fields": []}, json.load(open("r.json"))
w, r = (avro.schema.parse(json.dumps(s)) for s in (W, R))
print("FOUND avro 1.12.2", avro.io.DatumReader(w, r).read(avro.io.BinaryDecoder(io.BytesIO(b""))))
print("FOUND fastavro 1.13.1", ascii(fastavro.schemaless_reader(io.BytesIO(b""), fastavro.parse_schema(W), fastavro.parse_schema(R))))
D = R["fields"][0]["type"]
print("FOUND a written date:", repr(fastavro.schemaless_reader(io.BytesIO(b"\0"), fastavro.parse_schema(D))))
END
cat > x.cjs <<'END'
const {Type} = require('avsc');
const w = Type.forSchema({type: 'record', name: 'R', fields: []}), r = Type.forSchema(require('./r.json'));
const {raw, in: inner} = r.fromBuffer(Buffer.alloc(0), r.createResolver(w));
console.log(`FOUND avsc 5.7.9 raw ${raw.toString('hex')} in ${JSON.stringify(inner)}`);
END
cat > want <<'END'
FOUND avro 1.12.2 {'day': 0, 'raw': b'\xc3\xbf', 'in': {'a': 7, 'b': 1}}
FOUND fastavro 1.13.1 {'day': 0, 'raw': '\xff', 'in': {'b': 1}}
FOUND a written date: datetime.date(1970, 1, 1)
FOUND avsc 5.7.9 raw ff in {"a":7,"b":1}
END
{ py/bin/python -W ignore x.py; node x.cjs; } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
