import { type MigrationInterface, type QueryRunner, Table, TableIndex } from 'typeorm'
import { columnsFor } from './columns'

/** Visits with what was seen, photos, plans of a day; facts are found by what they correct. */
export class Visits1795500300000 implements MigrationInterface {
  name = 'Visits1795500300000'

  async up(runner: QueryRunner): Promise<void> {
    const { text, longText, instant, whole, bigWhole, flag, json } = columnsFor(runner)
    const key = (name: string, length = 40) => ({ ...text(name, length), isPrimary: true })
    await runner.createTable(
      new Table({
        name: 'visit',
        columns: [
          key('org_id'),
          key('id'),
          text('customer_id', 40),
          text('staff_id', 40),
          text('owner_id', 40, true),
          text('store_id', 40),
          text('region_id', 40),
          text('task_id', 40, true),
          text('state', 10),
          text('active_key', 40, true),
          instant('sort_at'),
          instant('checked_in_at'),
          json('check_in'),
          text('check_in_touch_id', 40),
          instant('checked_out_at', true),
          json('check_out', true),
          text('check_out_touch_id', 40, true),
          text('check_out_id', 40, true),
          text('ended_by_id', 40, true),
          text('next_step', 16, true),
          longText('next_step_text', true),
          text('next_task_id', 40, true),
          flag('closed'),
          longText('remark', true),
          json('flags'),
          whole('photo_count'),
          whole('version'),
        ],
        indices: [
          { name: 'visit_active', columnNames: ['org_id', 'active_key'], isUnique: true },
          { name: 'visit_by_staff', columnNames: ['org_id', 'staff_id', 'state', 'sort_at', 'id'] },
          { name: 'visit_by_store', columnNames: ['org_id', 'store_id', 'state', 'sort_at', 'id'] },
          { name: 'visit_by_region', columnNames: ['org_id', 'region_id', 'state', 'sort_at', 'id'] },
          { name: 'visit_by_time', columnNames: ['org_id', 'state', 'sort_at', 'id'] },
          { name: 'visit_by_customer', columnNames: ['org_id', 'customer_id', 'sort_at', 'id'] },
          { name: 'visit_by_check_in', columnNames: ['org_id', 'staff_id', 'checked_in_at'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'visit_finding',
        columns: [
          key('org_id'),
          key('id'),
          text('visit_id', 40),
          text('customer_id', 40),
          text('kind', 16),
          instant('occurred_at'),
          instant('recorded_at'),
          text('product_name', 60, true),
          bigWhole('quantity_milli', true),
          text('unit', 20, true),
          longText('body', true),
          text('touchpoint_id', 40),
        ],
        indices: [{ name: 'visit_finding_by_visit', columnNames: ['org_id', 'visit_id', 'occurred_at'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'photo',
        columns: [
          key('org_id'),
          key('id'),
          text('visit_id', 40, true),
          text('customer_id', 40),
          text('staff_id', 40),
          instant('taken_at'),
          json('moment'),
          whole('width'),
          whole('height'),
          whole('bytes'),
          text('file_key', 120),
          text('thumb_key', 120),
          text('sha256', 64),
          text('looks', 16),
          text('duplicate_of_id', 40, true),
          flag('duplicate_exact'),
        ],
        indices: [
          { name: 'photo_by_visit', columnNames: ['org_id', 'visit_id', 'taken_at', 'id'] },
          { name: 'photo_by_customer', columnNames: ['org_id', 'customer_id', 'taken_at', 'id'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'photo_mark',
        columns: [key('org_id'), key('mark', 70), key('photo_id')],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'visit_plan',
        columns: [
          key('org_id'),
          key('staff_id'),
          key('day_on', 10),
          key('customer_id'),
          whole('position', true),
          text('planned_by_id', 40),
          instant('created_at'),
        ],
        indices: [{ name: 'visit_plan_by_customer', columnNames: ['org_id', 'customer_id', 'day_on'] }],
      }),
    )
    await runner.createIndex('touchpoint', byCorrected)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('touchpoint', byCorrected)
    for (const table of ['visit_plan', 'photo_mark', 'photo', 'visit_finding', 'visit'])
      await runner.dropTable(table)
  }
}

const byCorrected = new TableIndex({
  name: 'touchpoint_by_corrected',
  columnNames: ['org_id', 'corrects_id'],
})
