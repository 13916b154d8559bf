import { type MigrationInterface, type QueryRunner, Table } from 'typeorm'
import { columnsFor } from './columns'

/** Every table of the foundation. Never edited once landed. */
export class Foundation1795400000000 implements MigrationInterface {
  name = 'Foundation1795400000000'

  async up(runner: QueryRunner): Promise<void> {
    const { text, longText, instant, whole, bigWhole, flag, json } = columnsFor(runner)
    await runner.createTable(
      new Table({
        name: 'todo',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('staff_id', 40),
          text('kind', 20),
          longText('text'),
          text('customer_id', 40, true),
          json('payload', true),
          text('state', 10),
          text('open_key', 120, true),
          instant('created_at'),
          instant('done_at', true),
        ],
        indices: [
          { name: 'todo_open', columnNames: ['org_id', 'open_key'], isUnique: true },
          { name: 'todo_by_staff', columnNames: ['org_id', 'staff_id', 'state', 'created_at', 'id'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'outbox',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('channel', 20),
          text('chat_id', 128),
          text('target', 10),
          text('kind', 10),
          text('message_ref', 191, true),
          text('dedupe_key', 191),
          longText('text'),
          text('state', 10),
          whole('attempts'),
          instant('next_at'),
          text('lease_owner', 40, true),
          instant('lease_until_at', true),
          text('last_error', 191, true),
          instant('created_at'),
          instant('sent_at', true),
        ],
        indices: [
          { name: 'outbox_by_message', columnNames: ['org_id', 'message_ref'] },
          { name: 'outbox_by_chat', columnNames: ['org_id', 'channel', 'chat_id', 'created_at'] },
          { name: 'outbox_dedupe', columnNames: ['org_id', 'dedupe_key'], isUnique: true },
          { name: 'outbox_due', columnNames: ['state', 'next_at', 'id'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('code', 20),
          text('name', 100),
          text('name_key', 100),
          text('store_id', 40),
          text('region_id', 40),
          text('owner_id', 40, true),
          text('stage_id', 40),
          instant('stage_since_at', true),
          text('source_id', 40),
          text('own_store_id', 40, true),
          text('address', 200, true),
          whole('latitude_e6', true),
          whole('longitude_e6', true),
          text('datum', 10, true),
          instant('last_touch_at', true),
          text('last_touch_id', 40, true),
          text('last_touch_kind', 20, true),
          text('last_touch_staff_id', 40, true),
          text('last_touch_contact_id', 40, true),
          text('merged_into_id', 40, true),
          instant('retired_at', true),
          instant('created_at'),
          whole('version'),
        ],
        indices: [
          { name: 'customer_by_region', columnNames: ['org_id', 'region_id', 'id'] },
          { name: 'customer_by_store', columnNames: ['org_id', 'store_id', 'id'] },
          { name: 'customer_by_owner', columnNames: ['org_id', 'owner_id', 'id'] },
          { name: 'customer_by_name', columnNames: ['org_id', 'name_key'] },
          { name: 'customer_by_code', columnNames: ['org_id', 'code'], isUnique: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer_alias',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('customer_id', 40),
          text('kind', 16),
          text('value', 128),
          text('value_key', 128),
        ],
        indices: [
          { name: 'customer_alias_by_customer', columnNames: ['org_id', 'customer_id'] },
          { name: 'customer_alias_by_value', columnNames: ['org_id', 'kind', 'value_key'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer_assignment',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('customer_id', 40),
          text('staff_id', 40),
          text('role', 16),
          instant('since_at'),
          instant('until_at', true),
        ],
        indices: [
          { name: 'customer_assignment_by_staff', columnNames: ['org_id', 'staff_id', 'role'] },
          { name: 'customer_assignment_by_customer', columnNames: ['org_id', 'customer_id'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'contact',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('name', 60),
          text('name_key', 60),
          text('phone', 20, true),
          instant('created_at'),
        ],
        indices: [{ name: 'contact_by_name', columnNames: ['org_id', 'name_key'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'contact_customer',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('contact_id', 40), isPrimary: true },
          { ...text('customer_id', 40), isPrimary: true },
          instant('since_at'),
          instant('until_at', true),
        ],
        indices: [{ name: 'contact_customer_by_customer', columnNames: ['org_id', 'customer_id'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer_term',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('term', 24), isPrimary: true },
          { ...text('customer_id', 40), isPrimary: true },
          text('kind', 16),
        ],
        indices: [{ name: 'customer_term_by_customer', columnNames: ['org_id', 'customer_id'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer_field',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('code', 40),
          text('name', 60),
          text('type', 16),
          text('required', 16),
          json('choices', true),
          whole('position'),
          flag('in_use'),
        ],
        indices: [{ name: 'customer_field_by_code', columnNames: ['org_id', 'code'], isUnique: true }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'customer_field_value',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('customer_id', 40), isPrimary: true },
          { ...text('field_id', 40), isPrimary: true },
          text('text_value', 191, true),
          bigWhole('number_milli', true),
          text('day_on', 10, true),
          instant('changed_at'),
        ],
        indices: [
          { name: 'customer_field_value_by_day', columnNames: ['org_id', 'field_id', 'day_on'] },
          { name: 'customer_field_value_by_number', columnNames: ['org_id', 'field_id', 'number_milli'] },
          { name: 'customer_field_value_by_text', columnNames: ['org_id', 'field_id', 'text_value'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'source',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('code', 20),
          text('name', 60),
          whole('position'),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'stage',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('code', 20),
          text('name', 40),
          whole('position'),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'stage_change',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('customer_id', 40),
          text('from_stage_id', 40, true),
          text('to_stage_id', 40),
          instant('changed_at'),
          text('staff_id', 40, true),
          text('rule_id', 40, true),
          text('reason', 200),
        ],
        indices: [{ name: 'stage_change_by_customer', columnNames: ['org_id', 'customer_id', 'changed_at'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'opportunity',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('customer_id', 40),
          text('owner_id', 40, true),
          text('store_id', 40),
          text('region_id', 40),
          text('signal_code', 20),
          instant('due_at', true),
          text('due_grain', 10, true),
          text('state', 10),
          text('outcome', 10, true),
          text('open_key', 80, true),
          instant('created_at'),
          instant('closed_at', true),
          whole('version'),
        ],
        indices: [
          { name: 'opportunity_by_customer', columnNames: ['org_id', 'customer_id', 'created_at'] },
          { name: 'opportunity_by_time', columnNames: ['org_id', 'state', 'created_at', 'id'] },
          {
            name: 'opportunity_by_region',
            columnNames: ['org_id', 'region_id', 'state', 'created_at', 'id'],
          },
          { name: 'opportunity_by_store', columnNames: ['org_id', 'store_id', 'state', 'created_at', 'id'] },
          { name: 'opportunity_by_owner', columnNames: ['org_id', 'owner_id', 'state', 'created_at', 'id'] },
          { name: 'opportunity_open', columnNames: ['org_id', 'open_key'], isUnique: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'inbox',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('channel', 20),
          text('message_id', 128),
          text('chat_id', 128),
          text('sender_id', 128),
          instant('sent_at'),
          instant('received_at'),
          longText('text', true),
          text('state', 10),
          text('outcome', 40, true),
          whole('attempts'),
          text('lease_owner', 40, true),
          instant('lease_until_at'),
        ],
        indices: [
          { name: 'inbox_by_channel', columnNames: ['org_id', 'channel', 'received_at', 'id'] },
          { name: 'inbox_by_time', columnNames: ['org_id', 'received_at', 'id'] },
          { name: 'inbox_by_chat', columnNames: ['org_id', 'channel', 'chat_id', 'received_at'] },
          { name: 'inbox_due', columnNames: ['state', 'lease_until_at', 'id'] },
          { name: 'inbox_message', columnNames: ['org_id', 'channel', 'message_id'], isUnique: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'question',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('channel', 20), isPrimary: true },
          { ...text('chat_id', 128), isPrimary: true },
          { ...text('sender_id', 128), isPrimary: true },
          json('options'),
          json('pending'),
          instant('expires_at'),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'product',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('name', 60),
          text('name_key', 60),
          text('category', 40),
          text('unit', 20),
          json('aliases'),
        ],
        indices: [{ name: 'product_by_name', columnNames: ['org_id', 'name_key'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'rejection',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('customer_id', 40),
          text('product_id', 40, true),
          text('product_name', 60),
          text('category', 40, true),
          bigWhole('quantity_milli', true),
          text('unit', 20, true),
          text('reason', 200, true),
          instant('rejected_at'),
          text('touchpoint_id', 40),
        ],
        indices: [{ name: 'rejection_by_customer', columnNames: ['org_id', 'customer_id', 'rejected_at'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'org',
        columns: [
          { ...text('id', 40), isPrimary: true },
          text('name', 100),
          text('timezone', 40),
          text('wecom_corp_id', 64, true),
          flag('demo'),
          instant('created_at'),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'region',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('name', 100),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'store',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('name', 100),
          text('kind', 16),
          text('region_id', 40),
        ],
        indices: [{ name: 'store_by_region', columnNames: ['org_id', 'region_id'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'staff',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('name', 60),
          text('role', 20),
          text('superior_id', 40, true),
          text('phone', 20, true),
          text('email', 120, true),
          instant('left_at', true),
          instant('created_at'),
        ],
        indices: [
          { name: 'staff_by_phone', columnNames: ['org_id', 'phone'] },
          { name: 'staff_by_name', columnNames: ['org_id', 'name'] },
          { name: 'staff_by_role', columnNames: ['org_id', 'role'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'staff_store',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('staff_id', 40), isPrimary: true },
          { ...text('store_id', 40), isPrimary: true },
          instant('since_at'),
          instant('until_at', true),
        ],
        indices: [{ name: 'staff_store_by_store', columnNames: ['org_id', 'store_id'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'staff_region',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('staff_id', 40), isPrimary: true },
          { ...text('region_id', 40), isPrimary: true },
          instant('since_at'),
          instant('until_at', true),
        ],
        indices: [{ name: 'staff_region_by_region', columnNames: ['org_id', 'region_id'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'identity',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('channel', 20), isPrimary: true },
          { ...text('outside_id', 128), isPrimary: true },
          text('staff_id', 40, true),
          text('contact_id', 40, true),
        ],
        indices: [
          { name: 'identity_by_contact', columnNames: ['org_id', 'contact_id'] },
          { name: 'identity_by_staff', columnNames: ['org_id', 'staff_id'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'chat',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('channel', 20), isPrimary: true },
          { ...text('chat_id', 128), isPrimary: true },
          text('kind', 16),
          text('name', 100),
          text('customer_id', 40, true),
        ],
        indices: [{ name: 'chat_by_customer', columnNames: ['org_id', 'customer_id'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'session',
        columns: [
          { ...text('token_hash', 64), isPrimary: true },
          text('org_id', 40),
          text('staff_id', 40),
          text('via', 20),
          instant('created_at'),
          instant('expires_at'),
        ],
        indices: [{ name: 'session_by_staff', columnNames: ['org_id', 'staff_id'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'login_code',
        columns: [
          { ...text('code_hash', 64), isPrimary: true },
          text('org_id', 40),
          text('staff_id', 40),
          instant('created_at'),
          instant('expires_at'),
          instant('used_at', true),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'setting',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('name', 60), isPrimary: true },
          json('value'),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'number_block',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('name', 20), isPrimary: true },
          whole('next_number'),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'audit',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          instant('at'),
          text('actor_id', 40, true),
          text('action', 40),
          text('subject_kind', 20),
          text('subject_id', 40),
          text('via', 16),
          json('detail', true),
        ],
        indices: [
          { name: 'audit_by_time', columnNames: ['org_id', 'at', 'id'] },
          { name: 'audit_by_subject', columnNames: ['org_id', 'subject_id', 'at'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'undo_entry',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('staff_id', 40),
          text('kind', 30),
          text('subject_id', 40),
          json('payload'),
          text('chat_ref', 191, true),
          instant('created_at'),
          instant('until_at'),
          instant('undone_at', true),
        ],
        indices: [{ name: 'undo_by_author', columnNames: ['org_id', 'staff_id', 'created_at'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'idempotency',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('staff_id', 40), isPrimary: true },
          { ...text('request_key', 128), isPrimary: true },
          text('route', 191),
          json('answer'),
          instant('created_at'),
        ],
        indices: [{ name: 'idempotency_by_time', columnNames: ['created_at'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'job_run',
        columns: [
          { ...text('job', 40), isPrimary: true },
          { ...text('org_id', 40), isPrimary: true },
          { ...text('period', 40), isPrimary: true },
          text('state', 10),
          whole('attempts'),
          text('lease_owner', 40),
          instant('lease_until_at'),
          instant('started_at'),
          instant('finished_at', true),
          text('error', 191, true),
        ],
        indices: [{ name: 'job_run_by_state', columnNames: ['state', 'lease_until_at'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'touchpoint',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('customer_id', 40),
          text('kind', 20),
          instant('occurred_at'),
          instant('recorded_at'),
          text('time_from', 10),
          flag('counts_as_contact'),
          text('actor_staff_id', 40, true),
          text('actor_contact_id', 40, true),
          text('via', 16),
          text('source_key', 191),
          text('owner_id', 40, true),
          text('store_id', 40),
          text('region_id', 40),
          text('subject_kind', 16, true),
          text('subject_id', 40, true),
          json('facts', true),
          text('corrects_id', 40, true),
          instant('voided_at', true),
        ],
        indices: [
          { name: 'touchpoint_by_time', columnNames: ['org_id', 'occurred_at', 'id'] },
          { name: 'touchpoint_by_region', columnNames: ['org_id', 'region_id', 'occurred_at', 'id'] },
          { name: 'touchpoint_by_store', columnNames: ['org_id', 'store_id', 'occurred_at', 'id'] },
          { name: 'touchpoint_by_owner', columnNames: ['org_id', 'owner_id', 'occurred_at', 'id'] },
          { name: 'touchpoint_by_customer', columnNames: ['org_id', 'customer_id', 'occurred_at', 'id'] },
          { name: 'touchpoint_by_source', columnNames: ['org_id', 'source_key'], isUnique: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'touchpoint_text',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('touchpoint_id', 40), isPrimary: true },
          longText('body'),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'task',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('id', 40), isPrimary: true },
          text('number', 20),
          text('customer_id', 40),
          text('contact_id', 40, true),
          text('assignee_id', 40),
          text('creator_id', 40),
          text('store_id', 40),
          text('region_id', 40),
          text('kind', 16),
          instant('due_at', true),
          text('due_grain', 10, true),
          text('state', 10),
          instant('sort_at'),
          instant('completed_at', true),
          text('completed_by_id', 40, true),
          longText('remark', true),
          instant('created_at'),
          whole('version'),
        ],
        indices: [
          { name: 'task_by_customer', columnNames: ['org_id', 'customer_id', 'state', 'sort_at'] },
          { name: 'task_by_time', columnNames: ['org_id', 'state', 'sort_at', 'id'] },
          { name: 'task_by_region', columnNames: ['org_id', 'region_id', 'state', 'sort_at', 'id'] },
          { name: 'task_by_store', columnNames: ['org_id', 'store_id', 'state', 'sort_at', 'id'] },
          { name: 'task_by_assignee', columnNames: ['org_id', 'assignee_id', 'state', 'sort_at', 'id'] },
          { name: 'task_by_number', columnNames: ['org_id', 'number'], isUnique: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'task_item',
        columns: [
          { ...text('org_id', 40), isPrimary: true },
          { ...text('task_id', 40), isPrimary: true },
          { ...whole('position'), isPrimary: true },
          text('action', 20, true),
          text('product_id', 40, true),
          text('product_name', 60, true),
          bigWhole('quantity_milli', true),
          bigWhole('quantity_max_milli', true),
          text('unit', 20, true),
          flag('approx'),
        ],
      }),
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables.toReversed()) await runner.dropTable(table)
  }
}

const tables = [
  'todo',
  'outbox',
  'customer',
  'customer_alias',
  'customer_assignment',
  'contact',
  'contact_customer',
  'customer_term',
  'customer_field',
  'customer_field_value',
  'source',
  'stage',
  'stage_change',
  'opportunity',
  'inbox',
  'question',
  'product',
  'rejection',
  'org',
  'region',
  'store',
  'staff',
  'staff_store',
  'staff_region',
  'identity',
  'chat',
  'session',
  'login_code',
  'setting',
  'number_block',
  'audit',
  'undo_entry',
  'idempotency',
  'job_run',
  'touchpoint',
  'touchpoint_text',
  'task',
  'task_item',
]
