import type { QueryRunner, TableColumnOptions } from 'typeorm'

/** The column types of `server/platform/columns.ts`, as each engine's migrations spell them. */
export function columnsFor(runner: QueryRunner) {
  const mysql = runner.connection.options.type !== 'better-sqlite3'
  const column =
    (type: string, more: Partial<TableColumnOptions> = {}) =>
    (name: string, isNullable = false): TableColumnOptions => ({ name, type, isNullable, ...more })
  return {
    text: (name: string, length: number, isNullable = false): TableColumnOptions => ({
      name,
      type: 'varchar',
      length: String(length),
      isNullable,
    }),
    longText: column('text'),
    instant: column('datetime', { precision: 3 }),
    whole: column(mysql ? 'int' : 'integer'),
    bigWhole: column('bigint'),
    flag: column('boolean'),
    json: column('json'),
  }
}
