import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { Image, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Icon } from '@/icons/icon'
import type { PhotoPart } from '@/offline/visit-view'
import { now } from '@/state/clock'
import { findPhoto, knownThumb, showLarge } from './find-photo'

interface Props {
  photo: PhotoPart
  on: boolean
  /** In place of showing it large. */
  onSelect?: () => void
}

/** A photo where it lies: on this phone until it is sent, at the server after. A tap shows it large, or chooses it. */
export function PhotoTile({ photo, on, onSelect }: Props) {
  const { id, at, state, flags } = photo
  const [path, setPath] = useState(state === 'sent' ? knownThumb(id) : undefined)
  useEffect(() => {
    let gone = false
    findPhoto(id, state === 'sent').then((found) => {
      if (found && !gone) setPath(found)
    })
    return () => {
      gone = true
    }
  }, [id, state])
  return (
    <View className={`photo ${on ? 'on' : ''}`} onClick={onSelect ?? (() => showLarge(id, state === 'sent'))}>
      {path ? <Image className="photo-in" src={path} mode="aspectFill" /> : <Icon name="camera" size="l" />}
      {state === 'waiting' && chip('clock', visitPageTexts.waiting(), 'amber')}
      {state === 'failed' && chip('warning', visitPageTexts.failed(), 'red')}
      {flags.some(({ code }) => code === 'duplicate_photo') &&
        chip('warning', visitPageTexts.alike(), 'amber')}
      <View className="photo-at">{minuteText(new Date(at), now())}</View>
    </View>
  )
}

function chip(icon: 'clock' | 'warning', text: string, look: string) {
  return (
    <View className={`photo-chip ${look}`}>
      <Icon name={icon} size="s" />
      {text}
    </View>
  )
}
