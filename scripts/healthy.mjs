// For a container's health check: exit code 0 while the process of this container answers on /livez, else 1. One without a gateway answers on the port of metrics and health.
const { PORT, THROUGHLINE_METRICS_PORT, THROUGHLINE_ROLES } = process.env
const hasGateway = !THROUGHLINE_ROLES || THROUGHLINE_ROLES.split(',').some((role) => role.trim() === 'gateway')
const port = hasGateway ? PORT || '3000' : THROUGHLINE_METRICS_PORT || '9464'
try {
  const answer = await fetch(`http://127.0.0.1:${port}/livez`, { signal: AbortSignal.timeout(4_000) })
  process.exitCode = answer.ok ? 0 : 1
} catch {
  process.exitCode = 1
}
