import type { TaskItem as ItemShape } from '../../shared/api/tasks'
import type { TaskItem } from './tables'

/** Where a task without a due stands in a list: after all others. */
export const noDueAt = new Date('9999-01-01T00:00:00.000Z')

/** A stored item as screens and texts take it; quantities are stored as whole thousandths. */
export function itemShape(
  item: Pick<TaskItem, 'action' | 'productName' | 'quantityMilli' | 'quantityMaxMilli' | 'unit' | 'approx'>,
): ItemShape {
  return {
    ...(item.action !== null && { action: item.action }),
    ...(item.productName !== null && { product: item.productName }),
    ...(item.quantityMilli !== null && { quantity: item.quantityMilli / 1000 }),
    ...(item.quantityMaxMilli !== null && { quantityMax: item.quantityMaxMilli / 1000 }),
    ...(item.unit !== null && { unit: item.unit }),
    ...(item.approx && { approx: true }),
  }
}

/** Whole thousandths; a quantity beyond what is ever delivered is a typing mistake and is kept out. */
export function milli(quantity: number | undefined): number | null {
  if (quantity === undefined) return null
  const whole = Math.round(quantity * 1000)
  return Number.isSafeInteger(whole) ? whole : null
}
