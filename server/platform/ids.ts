import { monotonicFactory } from 'ulid'

/** The kind of thing an id names; it leads the id, so that a stray id in a log tells what it is. */
export type IdPrefix =
  | 'org'
  | 'reg'
  | 'sto'
  | 'stf'
  | 'cus'
  | 'con'
  | 'als'
  | 'asg'
  | 'fld'
  | 'src'
  | 'stg'
  | 'tch'
  | 'tsk'
  | 'opp'
  | 'stc'
  | 'prd'
  | 'rej'
  | 'tdo'
  | 'out'
  | 'msg'
  | 'ask'
  | 'und'
  | 'aud'
  | 'run'

const next = monotonicFactory()

/** A time-ordered id, e.g. `cus_01JM…`; 30 characters, ascii, opaque. `at` is its time part, epoch ms. */
export function newId(prefix: IdPrefix, at?: number): string {
  return `${prefix}_${next(at)}`
}
