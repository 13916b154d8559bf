import { Outbox, Todo } from './alerts/tables'
import { DuplicatePair } from './customers/duplicates/tables'
import { CustomerMerge, CustomerMergeRow } from './customers/merges/tables'
import {
  Contact,
  ContactCustomer,
  Customer,
  CustomerAlias,
  CustomerAssignment,
  CustomerField,
  CustomerFieldValue,
  CustomerSourceChange,
  CustomerTag,
  CustomerTerm,
  CustomerToComplete,
  CustomerView,
  Source,
} from './customers/tables'
import { ExportJob } from './exports/tables'
import { Opportunity, Stage, StageChange } from './funnel/tables'
import { ImportJob, ImportKey, ImportRow } from './imports/tables'
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
  WecomApp,
} from './organisation/tables'
import { Audit, Idempotency, JobRun, Undo } from './platform/tables'
import { SelfAudit, SelfAuditSample } from './reports/tables'
import { Touchpoint, TouchpointText } from './touchpoints/tables'
import { Photo, PhotoMark, PhotoRemoval, Task, TaskItem, Visit, VisitFinding, VisitPlan } from './visits/tables'

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
  WecomApp,
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
  CustomerTag,
  CustomerSourceChange,
  CustomerToComplete,
  CustomerView,
  Source,
  DuplicatePair,
  CustomerMerge,
  CustomerMergeRow,
  Touchpoint,
  TouchpointText,
  Task,
  TaskItem,
  SelfAudit,
  SelfAuditSample,
  Visit,
  VisitFinding,
  VisitPlan,
  Photo,
  PhotoMark,
  PhotoRemoval,
  Stage,
  StageChange,
  Opportunity,
  Product,
  Rejection,
  Todo,
  Outbox,
  Inbox,
  Question,
  ImportJob,
  ImportRow,
  ImportKey,
  ExportJob,
  Audit,
  Undo,
  Idempotency,
  JobRun,
]
