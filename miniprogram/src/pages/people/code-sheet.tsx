import type { AnswerOf } from '@shared/api/route'
import type { issueLoginCodeRoute } from '@shared/api/staff'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Sheet } from '@/components/sheet'
import { now } from '@/state/clock'

interface Props {
  name: string
  issued: AnswerOf<typeof issueLoginCodeRoute>
  onFold(): void
}

/** The code, shown this once. It stays until it is put away: a copy may have failed. */
export function CodeSheet({ name, issued, onFold }: Props) {
  const [copied, setCopied] = useState<Date | 'refused'>()
  const copy = () =>
    Taro.setClipboardData({ data: issued.code }).then(
      () => setCopied(now()),
      () => setCopied('refused'),
    )
  return (
    <Sheet
      last
      title={miniTexts.codeOf(name)}
      send={{ text: miniTexts.copyCode(copied instanceof Date), icon: 'check' }}
      busy={false}
      onFold={onFold}
      onSend={copy}
    >
      <View className="code">{issued.code}</View>
      <View className="meta sheet-s">{miniTexts.codeUntil(minuteText(new Date(issued.until), now()))}</View>
      {copied && (
        <View className="meta sheet-s">
          {copied === 'refused' ? miniTexts.codeNotCopied() : miniTexts.codeCopied(minuteText(copied, now()))}
        </View>
      )}
    </Sheet>
  )
}
