/** What a statement takes and a row has. */
export type Value = string | number | boolean | Date | null

/** What the marks of a statement stand for; a list stands for as many as it has. */
export type Values = (Value | readonly Value[])[]

/** `2026-02-22 06:33:07.123`: UTC, how both engines take and compare an instant. */
export function sqlInstant(at: Date): string {
  return at.toISOString().replace('T', ' ').slice(0, 23)
}

/** MySQL answers a `Date`, SQLite the text above. */
export function toInstant(raw: unknown): Date | null {
  if (raw === null || raw === undefined) return null
  return raw instanceof Date ? raw : new Date(`${String(raw).replace(' ', 'T')}Z`)
}

/** A JSON column of a raw query, whose engine may have answered its text. */
export function parsed<T>(value: T | string): T {
  return typeof value === 'string' ? (JSON.parse(value) as T) : value
}

/** What both engines take as a parameter. */
export function toSql(value: unknown): string | number | null {
  if (value === undefined) throw new Error('undefined is not a value: use null')
  if (value instanceof Date) return sqlInstant(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return value as string | number | null
}

/** Replaces a `?` whose value is a list by as many marks; an empty list matches nothing. */
export function expand(sql: string, values: Values): [string, (string | number | null)[]] {
  if (!values.some(Array.isArray)) return [sql, (values as Value[]).map(toSql)]
  const flat: (string | number | null)[] = []
  let index = 0
  const text = sql.replace(/\?/g, () => {
    const value = values[index++]
    if (!Array.isArray(value)) {
      flat.push(toSql(value as Value))
      return '?'
    }
    if (value.length === 0) return 'null'
    for (const each of value as Value[]) flat.push(toSql(each))
    return value.map(() => '?').join(', ')
  })
  return [text, flat]
}
