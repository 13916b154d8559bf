import type { Database, Reader, Value } from '../../server/platform/database'

export interface Asked {
  sql: string
  values: (Value | readonly Value[])[]
}

/** Runs a read and tells every statement it asked. */
export async function askedBy<T>(
  database: Database,
  work: (reader: Reader) => Promise<T>,
): Promise<{ answer: T; asked: Asked[] }> {
  const asked: Asked[] = []
  const answer = await database.read((reader) => {
    const recording = new Proxy(reader, {
      get(target, key) {
        const value = Reflect.get(target, key)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          if (key === 'row' || key === 'rows')
            asked.push({ sql: args[0] as string, values: (args[1] ?? []) as Asked['values'] })
          return value.apply(target, args)
        }
      },
    })
    return work(recording)
  })
  return { answer, asked }
}

/** How the engine goes about a statement, in its own words: a line a step. */
export async function planOf(database: Database, { sql, values }: Asked): Promise<string[]> {
  return database.read(async (reader) => {
    if (database.engine === 'sqlite') {
      const steps = await reader.rows<{ detail: string }>(`explain query plan ${sql}`, values)
      return steps.map(({ detail }) => detail)
    }
    const steps = await reader.rows<Record<string, unknown>>(`explain ${sql}`, values)
    return steps.map(
      ({ table, type, key, rows, Extra }) => `${table} ${type} key=${key} rows=${rows} ${Extra ?? ''}`,
    )
  })
}
