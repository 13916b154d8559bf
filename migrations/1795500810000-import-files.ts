import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm'
import { columnsFor } from './columns'

/** Where the file of an import lies until it has been read. */
export class ImportFiles1795500810000 implements MigrationInterface {
  name = 'ImportFiles1795500810000'

  async up(runner: QueryRunner): Promise<void> {
    const { text } = columnsFor(runner)
    await runner.addColumn('import_job', new TableColumn(text('file_key', 120, true)))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('import_job', 'file_key')
  }
}
