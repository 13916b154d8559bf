import type { Value } from './value'

/** One lookup of rows by equality: its columns (by property) and the values they must have. */
export interface Lookup {
  where: Record<string, Value>
  resolve: (rows: never[]) => void
  reject: (error: unknown) => void
}

/**
 * Lookups of one table by the same columns that are asked in the same turn of the event loop become one statement:
 * sixty-four messages of a batch, side by side, ask who their sixty-four senders are once. Whoever asks sees nothing
 * of it: `await tx.findOne(Identity, { orgId, channel, outsideId })` reads as if it were alone.
 */
export class FindsTogether<Table extends { name: string }> {
  private readonly waiting = new Map<string, { table: Table; lookups: Lookup[] }>()

  constructor(
    private readonly send: (table: Table, alternatives: Alternatives) => Promise<Record<string, Value>[]>,
  ) {}

  find(table: Table, where: Record<string, Value>): Promise<never[]> {
    const columns = Object.entries(where).map(([property, value]) =>
      value === null ? `${property} null` : property,
    )
    const key = [table.name, ...columns].join(' ')
    return new Promise((resolve, reject) => {
      const known = this.waiting.get(key)
      if (known) return void known.lookups.push({ where, resolve, reject })
      this.waiting.set(key, { table, lookups: [{ where, resolve, reject }] })
      // After every promise that is ready has gone on: they may ask for the same.
      Promise.resolve().then(() => process.nextTick(() => this.answer(key)))
    })
  }

  private async answer(key: string): Promise<void> {
    const { table, lookups } = this.waiting.get(key)!
    this.waiting.delete(key)
    try {
      const alternatives = alternativesOf(lookups.map(({ where }) => where))
      const rows = await this.send(table, alternatives)
      const byValues = new Map<string, Record<string, Value>[]>()
      for (const row of rows) {
        const values = valuesKey(row, alternatives.columns)
        const same = byValues.get(values)
        if (same) same.push(row)
        else byValues.set(values, [row])
      }
      for (const { where, resolve } of lookups)
        resolve((byValues.get(valuesKey(where, alternatives.columns)) ?? []) as never[])
    } catch (error) {
      for (const { reject } of lookups) reject(error)
    }
  }
}

/** `same` holds for every row; beside it the row must have one of `values` in `columns` (none when there are none). */
export interface Alternatives {
  same: Record<string, Value>
  columns: string[]
  values: Value[][]
}

/** What several lookups by the same columns have in common, and in what they differ. */
export function alternativesOf(wheres: Record<string, Value>[]): Alternatives {
  const [first] = wheres
  const same: Record<string, Value> = {}
  const columns: string[] = []
  for (const property of Object.keys(first!)) {
    const value = first![property]!
    if (wheres.every((where) => comparable(where[property]!) === comparable(value))) same[property] = value
    else columns.push(property)
  }
  const distinct = new Map(
    wheres.map((where) => [valuesKey(where, columns), columns.map((each) => where[each]!)]),
  )
  return { same, columns, values: columns.length > 0 ? [...distinct.values()] : [] }
}

const comparable = (value: Value) => (value instanceof Date ? value.getTime() : value)
const valuesKey = (row: Record<string, Value>, columns: string[]) =>
  columns.map((column) => comparable(row[column]!)).join('\u0000')
