/**
 * Every table that has a customer, and what a merge does with its rows: the one list. A new table with `customer_id`
 * that is not here fails the tests.
 */
export type Treatment =
  /** All rows go to the survivor, in one statement. With `versioned`, a later change of a row is in the way of an undo. */
  | { how: 'move'; versioned?: true }
  /**
   * Rows go to the survivor, except where it has the same already: those stay with the merged one. `keys` name a row
   * besides organisation and customer; `mayGo`: one that is gone later is in nobody's way.
   */
  | { how: 'moveUnlessThere'; keys: readonly string[]; same: readonly string[]; mayGo?: true }
  /** By a rule of its own (`move-assignments.ts`, `move-opportunities.ts`, `take-over-fields.ts`). */
  | { how: 'rule' }
  /** Made anew from what the survivor then has. */
  | { how: 'rebuild' }
  /** Stays with the merged customer, whose history it is. */
  | { how: 'stay' }

export const customerTables: Readonly<Record<string, Treatment>> = {
  touchpoint: { how: 'move' },
  task: { how: 'move', versioned: true },
  visit: { how: 'move', versioned: true },
  visit_finding: { how: 'move' },
  photo: { how: 'move' },
  rejection: { how: 'move' },
  stage_change: { how: 'move' },
  todo: { how: 'move' },
  visit_plan: {
    how: 'moveUnlessThere',
    keys: ['staff_id', 'day_on'],
    same: ['staff_id', 'day_on'],
    mayGo: true,
  },
  customer_alias: { how: 'moveUnlessThere', keys: ['id'], same: ['kind', 'value_key'] },
  customer_tag: { how: 'moveUnlessThere', keys: ['tag'], same: ['tag'] },
  contact_customer: { how: 'moveUnlessThere', keys: ['contact_id'], same: ['contact_id'] },
  chat: { how: 'moveUnlessThere', keys: ['channel', 'chat_id'], same: ['channel', 'chat_id'], mayGo: true },
  customer_assignment: { how: 'rule' },
  opportunity: { how: 'rule' },
  customer_field_value: { how: 'rule' },
  customer_term: { how: 'rebuild' },
  customer_to_complete: { how: 'rebuild' },
  customer_core: { how: 'rebuild' },
  // Where the survivor came from first must not change.
  customer_source_change: { how: 'stay' },
  // What was looked at in that week.
  self_audit_sample: { how: 'stay' },
}

export const tablesThat = <How extends Treatment['how']>(how: How) =>
  Object.entries(customerTables).flatMap(([table, treatment]) =>
    treatment.how === how ? [{ table, ...(treatment as Extract<Treatment, { how: How }>) }] : [],
  )
