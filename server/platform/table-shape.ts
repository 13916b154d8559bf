import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm'
import { toInstant, toSql } from './value'

/** How a table's rows are stored, and how they are read again. */
export interface TableShape {
  name: string
  columns: { property: string; name: string; kind: 'instant' | 'flag' | 'json' | 'plain' }[]
}

const shapes = new WeakMap<object, WeakMap<DataSource, TableShape>>()

export function shapeOf(dataSource: DataSource, table: EntityTarget<ObjectLiteral>): TableShape {
  const known = shapes.get(table as object)?.get(dataSource)
  if (known) return known
  const metadata = dataSource.getMetadata(table)
  const shape: TableShape = {
    name: metadata.tableName,
    columns: metadata.columns.map((column) => ({
      property: column.propertyName,
      name: column.databaseName,
      kind:
        column.type === 'datetime'
          ? 'instant'
          : column.type === 'boolean'
            ? 'flag'
            : column.type === 'json'
              ? 'json'
              : 'plain',
    })),
  }
  const bySource = shapes.get(table as object) ?? new WeakMap<DataSource, TableShape>()
  bySource.set(dataSource, shape)
  shapes.set(table as object, bySource)
  return shape
}

export function storable(kind: string, value: unknown): string | number | null {
  if (kind === 'json') return value === null || value === undefined ? null : JSON.stringify(value)
  return toSql(value)
}

export function fromRow(shape: TableShape, raw: Record<string, unknown>): ObjectLiteral {
  const row: ObjectLiteral = {}
  for (const { property, name, kind } of shape.columns) {
    const value = raw[name]
    if (kind === 'instant') row[property] = toInstant(value)
    else if (kind === 'flag') row[property] = value === 1 || value === true
    else if (kind === 'json') row[property] = typeof value === 'string' ? JSON.parse(value) : (value ?? null)
    else row[property] = value ?? null
  }
  return row
}

export function conditions(shape: TableShape, where: object): [string, (string | number | null)[]] {
  const parts: string[] = []
  const values: (string | number | null)[] = []
  for (const [property, value] of Object.entries(where)) {
    const name = columnNamed(shape, property)
    if (value === null) parts.push(`${name} is null`)
    else {
      parts.push(`${name} = ?`)
      values.push(toSql(value))
    }
  }
  if (parts.length === 0) throw new Error(`${shape.name}: a condition is needed`)
  return [parts.join(' and '), values]
}

export function columnNamed(shape: TableShape, property: string): string {
  const column = shape.columns.find((each) => each.property === property)
  if (!column) throw new Error(`${shape.name} has no ${property}`)
  return column.name
}
