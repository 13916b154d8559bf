import { fileTexts } from '@shared/text/customer-pages'
import { selfAuditTexts } from '@shared/text/self-audit'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'

interface Props {
  entries: readonly { icon: IconName; name: string; why: string; url: string }[]
}

/** Ways to other pages. A row shows, so it may stand at the top. */
export function Entries({ entries }: Props) {
  return (
    <View className="list entry">
      {entries.map(({ icon, name, why, url }) => (
        <View key={url} className="row" onClick={() => Taro.navigateTo({ url })}>
          <View className="disc">
            <Icon name={icon} />
          </View>
          <View className="row-m">
            <View className="name">{name}</View>
            <View className="meta">{why}</View>
          </View>
        </View>
      ))}
    </View>
  )
}

const root = '/pages/customer-file'

export const entries = {
  file: (id: string) => ({
    icon: 'person' as const,
    name: fileTexts.fileEntry(),
    why: fileTexts.fileEntryWhy(),
    url: `${root}/index?id=${encodeURIComponent(id)}`,
  }),
  toComplete: {
    icon: 'edit' as const,
    name: fileTexts.toComplete(),
    why: fileTexts.toCompleteWhy(),
    url: `${root}/to-complete`,
  },
  fields: {
    icon: 'tasks' as const,
    name: fileTexts.fieldsEntry(),
    why: fileTexts.fieldsEntryWhy(),
    url: `${root}/fields`,
  },
  selfAudit: {
    icon: 'target' as const,
    name: selfAuditTexts.entry(),
    why: selfAuditTexts.entryWhy(),
    url: '/pages/reports/self-audit',
  },
  template: {
    icon: 'box' as const,
    name: fileTexts.templatesEntry(),
    why: fileTexts.templatesEntryWhy(),
    url: `${root}/template`,
  },
}
