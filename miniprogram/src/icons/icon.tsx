import { View } from '@tarojs/components'
import type { CSSProperties } from 'react'
import { type IconName, iconShapes } from './icon-shapes'

interface Props {
  name: IconName
  /** `s` 16 beside text, `m` 20 in discs and buttons, `l` 24; small ones are drawn with a heavier stroke. */
  size?: 's' | 'm' | 'l'
  className?: string
}

const strokes = { s: 2.2, m: 1.9, l: 1.75 } as const
const masks = new Map<string, CSSProperties>()

/** weapp has no inline svg: the drawing is a mask, the colour is the text's. */
export function Icon({ name, size = 'm', className = '' }: Props) {
  return <View className={`icon icon-${size} ${className}`} style={mask(name, strokes[size])} aria-hidden />
}

function mask(name: IconName, stroke: number): CSSProperties {
  const key = `${name}/${stroke}`
  const known = masks.get(key)
  if (known) return known
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#000' stroke-width='${stroke}' stroke-linecap='round' stroke-linejoin='round'>${iconShapes[name]}</svg>`
  const url = `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
  const made = { '--icon': url } as CSSProperties
  masks.set(key, made)
  return made
}
