/**
 * What a person can cause, and is told about: a stable code, the HTTP status it maps to, and a Chinese sentence
 * from `shared/text/`. Thrown by use cases inside a transaction (so that nothing half-written stays), caught at
 * the edges only.
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields?: Record<string, string>,
    /** Of a write that came too late: what stands now. */
    readonly current?: unknown,
  ) {
    super(message)
  }
}
