import type { Finding } from '@shared/api/visit-shapes'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import { Dotted } from '@/components/dotted'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'
import type { FindingPart, PhotoPart } from '@/offline/visit-view'
import { now } from '@/state/clock'
import { PhotoTile } from './photo-tile'

interface Props {
  photos: readonly PhotoPart[]
  findings: readonly FindingPart[]
  /** The part that the thumb bar acts on. */
  on?: string
  onSelect?(id: string): void
}

const icons: Record<Finding['kind'], { icon: IconName; look?: 'red' | 'amber' }> = {
  stock: { icon: 'box' },
  shortage: { icon: 'order', look: 'amber' },
  overstock: { icon: 'order' },
  rejection: { icon: 'rejection', look: 'red' },
  sample: { icon: 'sample' },
  complaint: { icon: 'warning', look: 'red' },
  competitor: { icon: 'target' },
  remark: { icon: 'edit' },
}

/** What a visit brought: shelf photos, and what was seen. Each says whether it is still on the phone. */
export function Parts({ photos, findings, on, onSelect }: Props) {
  return (
    <>
      <View className="sec">
        <View className="sec-t">{visitPageTexts.shelf()}</View>
        <View>{visitPageTexts.photoCount(photos.length)}</View>
      </View>
      <View className="list flat">
        {photos.length === 0 ? (
          <View className="bare meta">{visitPageTexts.noPhotos()}</View>
        ) : (
          <View className="shelf">
            {photos.map((photo) => (
              <PhotoTile
                key={photo.id}
                photo={photo}
                on={photo.id === on}
                onSelect={onSelect && (() => onSelect(photo.id))}
              />
            ))}
          </View>
        )}
      </View>
      <View className="sec">
        <View className="sec-t">{visitPageTexts.seen()}</View>
      </View>
      <View className="list">
        {findings.length === 0 && <View className="bare meta">{visitPageTexts.nothingSeen()}</View>}
        {findings.map((finding) => (
          <FindingRow
            key={finding.id}
            finding={finding}
            on={finding.id === on}
            onSelect={() => finding.state === 'failed' && onSelect?.(finding.id)}
          />
        ))}
      </View>
    </>
  )
}

function FindingRow({ finding, on, onSelect }: { finding: FindingPart; on: boolean; onSelect(): void }) {
  const { icon, look } = icons[finding.kind]
  return (
    <View className={`row ${on ? 'on' : ''}`} onClick={onSelect}>
      <View className={`disc ${look ?? ''}`}>
        <Icon name={icon} />
      </View>
      <View className="row-m">
        <View className="two">{finding.text}</View>
        <View className="part-f">
          <Dotted className="meta" parts={[minuteText(new Date(finding.at), now())]} />
          <PartWord state={finding.state} />
        </View>
        {finding.why && <View className="part-why meta">{finding.why}</View>}
      </View>
    </View>
  )
}

/** 待传 in amber, 没传上 in red, nothing once it is written. */
export function PartWord({ state }: { state: 'sent' | 'waiting' | 'failed' }) {
  if (state === 'sent') return null
  const failed = state === 'failed'
  return (
    <View className={`part-w ${failed ? 'red' : 'amber'}`}>
      <Icon name={failed ? 'warning' : 'clock'} size="s" />
      {failed ? visitPageTexts.failed() : visitPageTexts.waiting()}
    </View>
  )
}
