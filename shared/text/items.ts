import type { TaskItem } from '../api/tasks'

/** `20`, `2.5`, `10–15`, `约 30`: a quantity as people write it. */
function quantityText({ quantity, quantityMax, approx }: TaskItem): string | undefined {
  if (quantity === undefined) return undefined
  const number = quantityMax === undefined ? `${quantity}` : `${quantity}–${quantityMax}`
  return approx ? `约 ${number}` : number
}

/** One thing to do. @example itemText({ action: '补货', product: '车厘子', quantity: 20, unit: '箱' }) // '补货 车厘子 20 箱' */
export function itemText(item: TaskItem): string {
  return [item.action, item.product, quantityText(item), item.unit].filter(Boolean).join(' ')
}

/** What is to be done, in one line; 拜访 when nothing was said. */
export function itemsText(items: readonly TaskItem[]): string {
  return items.length === 0 ? '拜访' : items.map(itemText).join('，')
}
