import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm'

const byLine = new TableIndex({
  name: 'import_key_by_line',
  columnNames: ['org_id', 'import_id', 'line_number'],
})

/** What is known of a line is found by the line too: without it each batch of an import went through all of them. */
export class ImportKeyLines1795500820000 implements MigrationInterface {
  name = 'ImportKeyLines1795500820000'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex('import_key', byLine)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('import_key', byLine)
  }
}
