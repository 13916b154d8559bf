import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm'
import { columnsFor } from './columns'

/** Sources that an admin renames, orders and takes out of use. */
export class Sources1795500700000 implements MigrationInterface {
  name = 'Sources1795500700000'

  async up(runner: QueryRunner): Promise<void> {
    const { whole, flag } = columnsFor(runner)
    // Filled before they are required: a default in the database is not portable.
    for (const { column, name } of [
      { column: flag, name: 'in_use' },
      { column: whole, name: 'version' },
    ]) {
      const empty = new TableColumn(column(name, true))
      await runner.addColumn('source', empty)
      await runner.query(`update source set ${name} = 1`)
      await runner.changeColumn('source', empty, new TableColumn(column(name)))
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['version', 'in_use']) await runner.dropColumn('source', name)
  }
}
