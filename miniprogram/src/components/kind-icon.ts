import type { TouchpointKind } from '@shared/api/touchpoints'
import type { IconName } from '@/icons/icon-shapes'

/** A touchpoint kind has one icon everywhere. */
export const kindIcon: Record<TouchpointKind, IconName> = {
  message: 'message',
  visit: 'visit',
  call: 'call',
  order: 'order',
  delivery: 'box',
  payment: 'payment',
  rejection: 'rejection',
  sample: 'sample',
  complaint: 'warning',
  task: 'tasks',
  opportunity: 'target',
  stage: 'drift',
  note: 'edit',
  transfer: 'share',
}

/** Red where a person must act, amber where time is running, brand where something was won or planned. */
export const kindLook: Partial<Record<TouchpointKind, 'red' | 'amber' | 'brand'>> = {
  rejection: 'red',
  complaint: 'red',
  payment: 'brand',
  task: 'brand',
  opportunity: 'brand',
}
