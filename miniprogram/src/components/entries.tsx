import { fileTexts } from '@shared/text/customer-pages'
import { importPageTexts } from '@shared/text/import-pages'
import { mergePageTexts } from '@shared/text/merge-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { selfAuditTexts } from '@shared/text/self-audit'
import { setupPageTexts } from '@shared/text/setup-pages'
import { visitPageTexts } from '@shared/text/visit-pages'
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
  sources: {
    icon: 'route' as const,
    name: fileTexts.sourcesPage(),
    why: fileTexts.sourcesEntryWhy(),
    url: `${root}/sources`,
  },
  setup: (complete: boolean) => ({
    icon: 'check' as const,
    name: complete ? setupPageTexts.entryDone() : setupPageTexts.entry(),
    why: setupPageTexts.entryWhy(),
    url: '/pages/setup/index',
  }),
  people: {
    icon: 'lock' as const,
    name: miniTexts.peopleEntry(),
    why: miniTexts.peopleEntryWhy(),
    url: '/pages/people/index',
  },
  imports: {
    icon: 'share' as const,
    name: importPageTexts.entry(),
    why: importPageTexts.entryWhy(),
    url: '/pages/imports/index',
  },
  selfAudit: {
    icon: 'target' as const,
    name: selfAuditTexts.entry(),
    why: selfAuditTexts.entryWhy(),
    url: '/pages/reports/self-audit',
  },
  closure: {
    icon: 'target' as const,
    name: visitPageTexts.closure(),
    why: visitPageTexts.closureEntryWhy(),
    url: '/pages/visit/closure/index',
  },
  duplicates: {
    icon: 'customers' as const,
    name: mergePageTexts.duplicates(),
    why: mergePageTexts.duplicatesWhy(),
    url: '/pages/merges/index',
  },
  /** The older one of the two stays, unless they are swapped on the page. */
  alike: (id: string, other: { id: string; name: string }, reason: string) => {
    const [older, newer] = [id, other.id].sort()
    return {
      icon: 'customers' as const,
      name: mergePageTexts.maybeSame(other.name),
      why: mergePageTexts.maybeSameWhy(reason),
      url: `/pages/merges/merge?survivor=${older}&merged=${newer}`,
    }
  },
  mergesOf: (id: string, count: number) => ({
    icon: 'drift' as const,
    name: mergePageTexts.history(),
    why: mergePageTexts.mergesOf(count),
    url: `/pages/merges/history?customer=${encodeURIComponent(id)}`,
  }),
  merges: {
    icon: 'drift' as const,
    name: mergePageTexts.history(),
    why: mergePageTexts.historyWhy(),
    url: '/pages/merges/history',
  },
  leavers: {
    icon: 'person' as const,
    name: mergePageTexts.leavers(),
    why: mergePageTexts.leaversWhy(),
    url: '/pages/transfers/leavers',
  },
  transfer: {
    icon: 'share' as const,
    name: mergePageTexts.transfer(),
    why: mergePageTexts.transferWhy(),
    url: '/pages/transfers/index',
  },
  handThis: (id: string, ownerId: string | undefined) => ({
    icon: 'share' as const,
    name: mergePageTexts.handThis(),
    why: mergePageTexts.handThisWhy(),
    url: `/pages/transfers/index?id=${encodeURIComponent(id)}${ownerId ? `&owner=${ownerId}` : ''}`,
  }),
  handOver: (id: string) => ({
    icon: 'copy' as const,
    name: mergePageTexts.handOver(),
    why: mergePageTexts.handOverWhy(),
    url: `/pages/transfers/hand-over?id=${encodeURIComponent(id)}`,
  }),
  template: {
    icon: 'box' as const,
    name: fileTexts.templatesEntry(),
    why: fileTexts.templatesEntryWhy(),
    url: `${root}/template`,
  },
}
