import type { Scope } from './scope'

/** Who writes something, by which way, and when: an argument of every use case. */
export interface Doer {
  readonly scope: Scope
  readonly via: 'chat' | 'miniprogram' | 'api'
  readonly at: Date
  /** The chat it was said in (`channel:chatId`), so that 撤销 there takes back what was said there. */
  readonly chatRef: string | null
}
