import { Outbox, Todo } from './alerts/tables'
import {
  Contact,
  ContactCustomer,
  Customer,
  CustomerAlias,
  CustomerAssignment,
  CustomerField,
  CustomerFieldValue,
  CustomerTerm,
  Source,
} from './customers/tables'
import { Opportunity, Stage, StageChange } from './funnel/tables'
import { Inbox, Question } from './messages/tables'
import { Product, Rejection } from './orders/tables'
import {
  Chat,
  Identity,
  LoginCode,
  NumberBlock,
  Org,
  Region,
  Session,
  Setting,
  Staff,
  StaffRegion,
  StaffStore,
  Store,
} from './organisation/tables'
import { Audit, Idempotency, JobRun, Undo } from './platform/tables'
import { Touchpoint, TouchpointText } from './touchpoints/tables'
import { Task, TaskItem } from './visits/tables'

/** Every table there is. A plain list, not a glob: tests, tsx and the compiled server load the same classes. */
export const tables = [
  Org,
  Region,
  Store,
  Staff,
  StaffStore,
  StaffRegion,
  Identity,
  Chat,
  Session,
  LoginCode,
  Setting,
  NumberBlock,
  Customer,
  CustomerAlias,
  CustomerAssignment,
  Contact,
  ContactCustomer,
  CustomerTerm,
  CustomerField,
  CustomerFieldValue,
  Source,
  Touchpoint,
  TouchpointText,
  Task,
  TaskItem,
  Stage,
  StageChange,
  Opportunity,
  Product,
  Rejection,
  Todo,
  Outbox,
  Inbox,
  Question,
  Audit,
  Undo,
  Idempotency,
  JobRun,
]
