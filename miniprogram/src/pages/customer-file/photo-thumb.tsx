import { fileTexts } from '@shared/text/customer-pages'
import { Image, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Icon } from '@/icons/icon'
import { findPhoto, knownThumb, showLarge } from '../visit/find-photo'
import './photo-thumb.css'

/** A photo that answers a field, small; a tap shows it large. */
export function PhotoThumb({ id }: { id: string }) {
  const [path, setPath] = useState(knownThumb(id))
  useEffect(() => {
    let gone = false
    findPhoto(id, true).then((found) => {
      if (found && !gone) setPath(found)
    })
    return () => {
      gone = true
    }
  }, [id])
  return (
    <View
      className="thumb-photo"
      aria-label={fileTexts.seePhoto()}
      onClick={(event) => {
        event.stopPropagation()
        showLarge(id, true)
      }}
    >
      {path ? (
        <Image className="thumb-photo-in" src={path} mode="aspectFill" />
      ) : (
        <Icon name="camera" size="l" />
      )}
    </View>
  )
}
