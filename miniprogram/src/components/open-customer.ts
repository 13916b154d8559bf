import Taro from '@tarojs/taro'

export function openCustomer(id: string): void {
  Taro.navigateTo({ url: `/pages/customer/index?id=${encodeURIComponent(id)}` })
}
