import { randomFillSync } from 'node:crypto'
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
  | 'scg'
  | 'viw'
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
  | 'imp'
  | 'exp'
  | 'req'
  | 'sau'
  | 'vis'
  | 'fnd'
  | 'pho'
  | 'dup'
  | 'mrg'
  | 'trf'

/** Random bytes are drawn 4 KiB at a time: asked for one by one they would cost more than the rest of an insert. */
const pool = new Uint8Array(4096)
let used = pool.length

function random(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return (pool[used++] ?? 0) / 256
}

const next = monotonicFactory(random)

/** A time-ordered id, e.g. `cus_01JM…`; 30 characters, ascii, opaque. `at` is its time part, epoch ms. */
export function newId(prefix: IdPrefix, at?: number): string {
  return `${prefix}_${next(at)}`
}
