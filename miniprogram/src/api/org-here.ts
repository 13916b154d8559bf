import Taro from '@tarojs/taro'

const key = 'shunliu.org'

/**
 * Which organisation this was opened for, where an installation has several: `/m/?org=…` in a browser, the page's
 * `?org=…` in WeChat, which opens it later without. Undefined is the first one.
 */
export function orgHere(): string | undefined {
  if (process.env.TARO_ENV === 'h5')
    return new URLSearchParams(window.location.search).get('org') || undefined
  const given = Taro.getLaunchOptionsSync().query?.org
  if (given) Taro.setStorageSync(key, given)
  return given || Taro.getStorageSync<string>(key) || undefined
}
