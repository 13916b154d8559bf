import { z } from 'zod'
import type { Route } from '../shared/api/route'
import { errorAnswer } from '../shared/api/shapes'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document of the routes that are bound, from the very schemas that validate them. */
export function openApiDocument(routes: readonly Route[], serverUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Shunliu', version: '1', description: 'Sales execution for store chains.' },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { Error: jsonSchema(errorAnswer, 'output') },
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function operation(route: Route): Json {
  const parameters = [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)]
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.path.split('/')[2] ?? 'api'],
    security: route.login === 'staff' ? [{ session: [] }] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { content: requestContent(route, route.body) } }),
    responses: {
      200: {
        description: 'Done',
        content: route.file
          ? { [route.file]: { schema: { type: 'string', format: 'binary' } } }
          : { 'application/json': { schema: jsonSchema(route.answer, 'output') } },
      },
      default: {
        description: 'Refused',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

function requestContent({ upload }: Route, body: z.ZodType): Json {
  const schema = jsonSchema(body, 'input')
  if (!upload) return { 'application/json': { schema } }
  const properties = { about: schema, [upload]: { type: 'string', format: 'binary' } }
  return {
    'multipart/form-data': { schema: { type: 'object', properties, required: Object.keys(properties) } },
  }
}

const pathParameters = (route: Route): Json[] =>
  [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

function queryParameters(route: Route): Json[] {
  if (!route.query) return []
  const { properties = {}, required = [] } = jsonSchema(route.query, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

const headerParameters = (route: Route): Json[] =>
  route.method === 'POST' && route.login === 'staff'
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'The same key again answers the same and does nothing.',
          schema: { type: 'string', minLength: 1, maxLength: 128 },
        },
      ]
    : []

/** `getTasks`, `postTasksIdComplete`. */
function operationId({ method, path }: Route): string {
  const words = path.replace('/api/', '').split(/[/:-]+/)
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' }) as Json
  return rest
}
