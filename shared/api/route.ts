import type { z } from 'zod'

/** What both ends of one HTTP route compile against: the server validates with it, the mini-program calls by it. */
export interface Route<
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path with `:name` parameters, e.g. `/api/tasks/:id/complete`. */
  readonly path: string
  readonly summary: string
  /** `staff`: a signed-in person; `none`: anybody; `demo`: anybody, and only in a demo. */
  readonly login: 'staff' | 'none' | 'demo'
  readonly query?: Query
  readonly body?: Body
  /** It takes `multipart/form-data`: a file in the part of this name, and the body as JSON in the part `about`. */
  readonly upload?: string
  /** Of a file that comes in: the most MiB it may have. */
  readonly uploadMebibytes?: number
  /** It answers bytes of this content type in place of JSON. */
  readonly file?: string
  readonly answer: Answer
}

/** Keeps the literal types of a route's schemas. */
export function defineRoute<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType>(
  route: Route<Query, Body, Answer>,
): Route<Query, Body, Answer> {
  return route
}

export type QueryOf<R> = R extends Route<infer Query, z.ZodType, z.ZodType> ? z.infer<Query> : never
export type BodyOf<R> = R extends Route<z.ZodType, infer Body, z.ZodType> ? z.infer<Body> : never
export type AnswerOf<R> = R extends Route<z.ZodType, z.ZodType, infer Answer> ? z.infer<Answer> : never
