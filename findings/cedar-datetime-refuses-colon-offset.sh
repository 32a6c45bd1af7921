#!/bin/sh
# npm @cedar-policy/cedar-wasm 4.13.0, the datetime extension.
# Guess: it takes the timestamps that JSON events carry (RFC 3339). Seen: an offset must be written without its colon, which RFC 3339 does
# not allow, so the two forms share only "Z"; and a fraction must have exactly three digits. What is refused is an error when the policy
# is evaluated, not when it is parsed.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" @cedar-policy/cedar-wasm@4.13.0
cat > x.cjs <<'END'
const cedar = require('@cedar-policy/cedar-wasm/nodejs');
const uid = (type) => ({type, id: 'x'});
for (const at of ['2026-07-01T12:00:00Z', '2026-07-01T13:00:00+01:00', '2026-07-01T13:00:00+0100',
  '2026-07-01T12:00:00.000Z', '2026-07-01T12:00:00.0Z', '2026-07-01T12:00:00.000000Z']) {
  const policy = `permit(principal, action, resource) when { datetime("${at}") == datetime("2026-07-01T12:00:00Z") };`;
  const parsed = cedar.checkParsePolicySet({staticPolicies: policy}).type;
  const {response} = cedar.isAuthorized({principal: uid('User'), action: uid('Action'), resource: uid('Thing'), context: {},
    policies: {staticPolicies: policy}, entities: []});
  console.log(`FOUND ${at}: parse ${parsed}, ${response.diagnostics.errors.length ? 'an error when evaluated' : 'the same moment: ' + (response.decision === 'allow')}`);
}
END
cat > want <<'END'
FOUND 2026-07-01T12:00:00Z: parse success, the same moment: true
FOUND 2026-07-01T13:00:00+01:00: parse success, an error when evaluated
FOUND 2026-07-01T13:00:00+0100: parse success, the same moment: true
FOUND 2026-07-01T12:00:00.000Z: parse success, the same moment: true
FOUND 2026-07-01T12:00:00.0Z: parse success, an error when evaluated
FOUND 2026-07-01T12:00:00.000000Z: parse success, an error when evaluated
END
node x.cjs > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
