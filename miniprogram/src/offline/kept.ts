import { browserKept } from './kept-browser'
import type { Kept } from './kept-shape'
import { weChatKept } from './kept-wechat'

export const kept: Kept = process.env.TARO_ENV === 'weapp' ? weChatKept() : browserKept()
