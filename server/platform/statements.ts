import type { DataSource, ObjectLiteral, QueryRunner } from 'typeorm'
import { type Alternatives, FindsTogether } from './finds-together'
import { columnNamed, conditions, fromRow, shapeOf, storable, type TableShape } from './table-shape'
import { expand, toInstant, toSql, type Value, type Values } from './value'

type Where<Row> = { [Key in keyof Row]?: Row[Key] }

/**
 * What screens and rules ask. SQL is portable: lower-case snake names, `?` for values, `(?)` for a list.
 * In the answer every column whose name ends in `At` is a `Date` (an instant is `…At`, everywhere).
 */
export interface Reader {
  /**
   * Ends a `select` of rows that nobody else may change before this transaction ends: what waits for them then sees
   * what they have become. Empty for a plain read, and on SQLite, where writers queue anyway.
   */
  readonly held: '' | ' for update'
  rows<Row extends object>(sql: string, values?: Values): Promise<Row[]>
  row<Row extends object>(sql: string, values?: Values): Promise<Row | undefined>
  /** Rows of one table by equality. What is asked at the same time by the same columns is one statement. */
  find<Row extends ObjectLiteral>(table: new () => Row, where: Where<Row>): Promise<Row[]>
  findOne<Row extends ObjectLiteral>(table: new () => Row, where: Where<Row>): Promise<Row | undefined>
}

export interface Transaction extends Reader {
  /**
   * Adds rows. They are sent together with others of their table, at the latest at the commit or before the next
   * statement that names the table: a batch of messages costs a few statements, not a few each.
   */
  insert<Row extends ObjectLiteral>(table: new () => Row, rows: Row | readonly Row[]): Promise<void>
  /** Changes the rows that match; answers how many matched. */
  update<Row extends ObjectLiteral>(
    table: new () => Row,
    where: Where<Row>,
    change: Partial<Row>,
  ): Promise<number>
  /**
   * Like `findOne`, and nobody else changes the row before this transaction ends (see `held`). What is held at the same
   * time by the same columns is one statement.
   */
  hold<Row extends ObjectLiteral>(table: new () => Row, where: Where<Row>): Promise<Row | undefined>
  /** Any other statement; answers how many rows it concerned. */
  run(sql: string, values?: Values): Promise<number>
}

/** SQLite's limit is 32,766 values a statement; MariaDB's packet is wider. */
const valuesAtMost = 16_000

export class Statements implements Transaction {
  private readonly unsent = new Map<string, { shape: TableShape; rows: ObjectLiteral[] }>()
  private readonly finds = new FindsTogether((shape: TableShape, alternatives) =>
    this.select(shape, alternatives, ''),
  )
  private readonly holds = new FindsTogether((shape: TableShape, alternatives) =>
    this.select(shape, alternatives, this.held),
  )

  constructor(
    private readonly dataSource: DataSource,
    private readonly runner: QueryRunner | DataSource,
    /** What goes before each statement: the beginning of a transaction that begins with its first one. */
    private begin = async () => {},
    readonly held: Reader['held'] = '',
  ) {}

  async rows<Row extends object>(sql: string, values: Values = []): Promise<Row[]> {
    await this.flushNamedIn(sql)
    const [text, flat] = expand(sql, values)
    const found = (await this.query(text, flat)) as Record<string, unknown>[]
    for (const row of found)
      for (const column in row) if (column.endsWith('At')) row[column] = toInstant(row[column])
    return found as Row[]
  }

  async row<Row extends object>(sql: string, values: Values = []): Promise<Row | undefined> {
    return (await this.rows<Row>(sql, values))[0]
  }

  find<Row extends ObjectLiteral>(table: new () => Row, where: Where<Row>): Promise<Row[]> {
    return this.finds.find(shapeOf(this.dataSource, table), where as Record<string, Value>)
  }

  async hold<Row extends ObjectLiteral>(table: new () => Row, where: Where<Row>): Promise<Row | undefined> {
    const rows = await this.holds.find(shapeOf(this.dataSource, table), where as Record<string, Value>)
    return rows[0]
  }

  private async select(
    shape: TableShape,
    { same, columns, values }: Alternatives,
    held: Reader['held'],
  ): Promise<Record<string, Value>[]> {
    const parts: string[] = []
    const marks: Value[] = []
    if (Object.keys(same).length > 0) {
      const [condition, sameValues] = conditions(shape, same)
      parts.push(condition)
      marks.push(...sameValues)
    }
    if (columns.length > 0) {
      const names = columns.map((property) => columnNamed(shape, property))
      const one = names.map((name) => `${name} = ?`).join(' and ')
      parts.push(
        names.length === 1
          ? `${names[0]} in (${values.map(() => '?').join(', ')})`
          : `(${values.map(() => `(${one})`).join(' or ')})`,
      )
      marks.push(...values.flat())
    }
    const wanted = shape.columns.map(({ name }) => name).join(', ')
    const sql = `select ${wanted} from ${shape.name} where ${parts.join(' and ')}${held}`
    await this.flushNamedIn(sql)
    const found = (await this.query(sql, marks.map(toSql))) as Record<string, unknown>[]
    return found.map((raw) => fromRow(shape, raw) as Record<string, Value>)
  }

  async findOne<Row extends ObjectLiteral>(
    table: new () => Row,
    where: Where<Row>,
  ): Promise<Row | undefined> {
    return (await this.find(table, where))[0]
  }

  async insert<Row extends ObjectLiteral>(table: new () => Row, rows: Row | readonly Row[]): Promise<void> {
    const shape = shapeOf(this.dataSource, table)
    const batch = this.unsent.get(shape.name) ?? { shape, rows: [] }
    this.unsent.set(shape.name, batch)
    for (const row of Array.isArray(rows) ? (rows as readonly Row[]) : [rows as Row]) batch.rows.push(row)
    if (batch.rows.length * shape.columns.length >= valuesAtMost) await this.flushTable(shape.name)
  }

  async update<Row extends ObjectLiteral>(
    table: new () => Row,
    where: Where<Row>,
    change: Partial<Row>,
  ): Promise<number> {
    const shape = shapeOf(this.dataSource, table)
    const [condition, conditionValues] = conditions(shape, where)
    const set: string[] = []
    const values: (string | number | null)[] = []
    for (const column of shape.columns) {
      if (!(column.property in change)) continue
      set.push(`${column.name} = ?`)
      values.push(storable(column.kind, change[column.property]))
    }
    return this.run(`update ${shape.name} set ${set.join(', ')} where ${condition}`, [
      ...values,
      ...conditionValues,
    ])
  }

  async run(sql: string, values: Values = []): Promise<number> {
    await this.flushNamedIn(sql)
    const [text, flat] = expand(sql, values)
    await this.begin()
    const result = await (this.runner as QueryRunner).query(text, flat, true)
    return result.affected ?? 0
  }

  private unsentStatements(): number {
    let count = 0
    for (const { shape, rows } of this.unsent.values())
      count += Math.ceil(rows.length / rowsPerStatement(shape))
    return count
  }

  /** Sends every row that still waits. */
  async flush(): Promise<void> {
    for (const name of [...this.unsent.keys()]) await this.flushTable(name)
  }

  /** The same, but one statement alone needs no transaction: it is atomic by itself. */
  async flushLast(): Promise<void> {
    if (this.unsentStatements() === 1) this.begin = async () => {}
    await this.flush()
  }

  private async query(sql: string, values: (string | number | null)[]): Promise<unknown> {
    await this.begin()
    return this.runner.query(sql, values)
  }

  private async flushNamedIn(sql: string): Promise<void> {
    for (const name of this.unsent.keys()) if (sql.includes(name)) await this.flushTable(name)
  }

  private async flushTable(name: string): Promise<void> {
    const batch = this.unsent.get(name)
    this.unsent.delete(name)
    if (!batch) return
    const { shape, rows } = batch
    const names = shape.columns.map((column) => column.name).join(', ')
    const marks = `(${shape.columns.map(() => '?').join(', ')})`
    const perStatement = rowsPerStatement(shape)
    for (let start = 0; start < rows.length; start += perStatement) {
      const some = rows.slice(start, start + perStatement)
      const values: (string | number | null)[] = []
      for (const row of some)
        for (const column of shape.columns) values.push(storable(column.kind, row[column.property]))
      const sql = `insert into ${name} (${names}) values ${some.map(() => marks).join(', ')}`
      await this.query(sql, values)
    }
  }
}

const rowsPerStatement = (shape: TableShape) => Math.max(1, Math.floor(valuesAtMost / shape.columns.length))
