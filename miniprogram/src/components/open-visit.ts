import Taro from '@tarojs/taro'

/** The visit at a customer: a new one, or the one that is under way there. */
export function openVisit(customerId: string, taskId?: string): void {
  const task = taskId ? `&task=${encodeURIComponent(taskId)}` : ''
  Taro.navigateTo({ url: `/pages/visit/index?customer=${encodeURIComponent(customerId)}${task}` })
}

/** A visit that is over, or somebody else's. */
export function openRecord(visitId: string): void {
  Taro.navigateTo({ url: `/pages/visit/record/index?id=${encodeURIComponent(visitId)}` })
}
