import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor } from './columns'

/** Photos that were taken back: each is a fact of its own beside the photo it names. */
export class PhotoRemovals1795500910000 implements MigrationInterface {
  name = 'PhotoRemovals1795500910000'

  async up(runner: QueryRunner): Promise<void> {
    const { text, instant } = columnsFor(runner)
    const key = (name: string) => ({ ...text(name, 40), isPrimary: true })
    await runner.createTable(
      new Table({
        name: 'photo_removal',
        columns: [
          key('org_id'),
          key('photo_id'),
          text('staff_id', 40),
          instant('removed_at'),
          instant('file_gone_at', true),
        ],
        indices: [{ name: 'photo_removal_by_file', columnNames: ['org_id', 'file_gone_at', 'photo_id'] }],
      }),
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('photo_removal')
  }
}
