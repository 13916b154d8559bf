import { errorTexts } from '../../shared/text/errors'
import { type Database, DuplicateKey, type Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { NumberBlock } from './tables'

/** Thrown inside a transaction when the process has none left; the caller reserves more and runs it again. */
export class NumbersExhausted extends Error {}

type NumberName = 'task' | 'customer'
const firstNumber = 1001

/**
 * Human numbers (`T-1042`) without a hot counter row: a process takes a block at a time, in a transaction of its own,
 * and hands numbers out from memory. A restart leaves a gap, never a double.
 */
export interface Numbers {
  /** Makes sure that `count` numbers of each kind can be taken. Not inside a transaction. */
  reserve(orgId: string, count: number): Promise<void>
  /** The next number. @throws NumbersExhausted */
  take(orgId: string, name: NumberName): number
}

export function createNumbers(database: Database): Numbers {
  const blocks = new Map<string, { next: number; end: number }>()
  const left = (orgId: string, name: NumberName) => {
    const block = blocks.get(`${orgId} ${name}`)
    return block ? block.end - block.next : 0
  }
  return {
    reserve: async (orgId, count) => {
      for (const name of ['task', 'customer'] as const) {
        if (left(orgId, name) >= count) continue
        const size = name === 'task' ? Math.max(50, count) : Math.max(10, count)
        const take = () => database.transaction((tx) => takeBlock(tx, orgId, name, size))
        // The organisation's first block: of two at once the second finds it there.
        const next = await take().catch((error) => {
          if (error instanceof DuplicateKey) return take()
          throw error
        })
        blocks.set(`${orgId} ${name}`, { next, end: next + size })
      }
    },
    take: (orgId, name) => {
      const block = blocks.get(`${orgId} ${name}`)
      if (!block || block.next >= block.end) throw new NumbersExhausted(name)
      return block.next++
    },
  }
}

async function takeBlock(tx: Transaction, orgId: string, name: NumberName, size: number): Promise<number> {
  const block = await tx.findOne(NumberBlock, { orgId, name })
  if (!block) {
    await tx.insert(NumberBlock, { orgId, name, nextNumber: firstNumber + size })
    return firstNumber
  }
  // Two processes at once: the loser's update matches nothing, and it asks again.
  const taken = await tx.update(
    NumberBlock,
    { orgId, name, nextNumber: block.nextNumber },
    { nextNumber: block.nextNumber + size },
  )
  return taken === 1 ? block.nextNumber : takeBlock(tx, orgId, name, size)
}

/**
 * Of two transactions that must not both go by what they read, lets one through: the other is told to try again.
 * @throws Problem 409 `try_again`
 */
export async function takeTurn(tx: Transaction, orgId: string, name: 'references'): Promise<void> {
  const turn = await tx.findOne(NumberBlock, { orgId, name })
  if (!turn) return tx.insert(NumberBlock, { orgId, name, nextNumber: 1 })
  const { nextNumber } = turn
  const taken = await tx.update(NumberBlock, { orgId, name, nextNumber }, { nextNumber: nextNumber + 1 })
  if (taken === 0) throw new Problem(409, 'try_again', errorTexts.tryAgain())
}
