import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What `/metrics` shows. Its own registry, handed on so that jobs and channels can add theirs. */
export interface Metrics {
  readonly registry: Registry
  observeRequest(method: string, route: string, status: number, ms: number): void
}

/** @param processMetrics memory, event loop lag …: once a process is enough */
export function createMetrics({ processMetrics = true } = {}): Metrics {
  const registry = new Registry()
  if (processMetrics) collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the answer, by route pattern.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  return {
    registry,
    observeRequest: (method, route, status, ms) =>
      // A stranger chooses the method; the label must not grow with what they think of.
      durations.observe(
        { method: known.has(method) ? method : 'other', route, status: String(status) },
        ms / 1000,
      ),
  }
}

const known = new Set(['GET', 'HEAD', 'POST', 'DELETE'])
