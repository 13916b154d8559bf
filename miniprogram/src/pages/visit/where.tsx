import type { Place, VisitTarget } from '@shared/api/visit-shapes'
import { bearing, metresBetween } from '@shared/geo/distance'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import type { CSSProperties } from 'react'
import type { Found } from './use-place'

interface Props {
  found: Found
  target: VisitTarget
}

/** How far from the customer this phone is, in words and as two dots. */
export function Where({ found, target }: Props) {
  const { title, line, meta } = words(found, target)
  const place = found.state === 'found' ? found.place : undefined
  return (
    <View className="ring">
      <View className="dots">
        <View className="dots-near" />
        {place && target.place && <View className="dots-me" style={offset(place, target)} />}
        {target.place && <View className="dots-customer" />}
      </View>
      <View className="row-m">
        <View className="ring-a">{title}</View>
        <View className="ring-b">{line}</View>
        {meta && <View className="meta">{meta}</View>}
      </View>
    </View>
  )
}

const gcj = (place: NonNullable<VisitTarget['place']>) => ({ ...place, datum: 'GCJ-02' as const })

export function metresAway(place: Place, target: VisitTarget): number | undefined {
  return target.place ? metresBetween(place, gcj(target.place)) : undefined
}

function words(found: Found, target: VisitTarget): { title: string; line: string; meta?: string } {
  if (found.state === 'finding')
    return { title: visitPageTexts.locating(), line: visitPageTexts.locatingWhy() }
  if (found.state === 'none') return { title: visitPageTexts.noPlace(), line: visitPageTexts.noPlaceWhy() }
  const metres = metresAway(found.place, target)
  if (metres === undefined)
    return { title: visitPageTexts.customerPlaceless(), line: visitPageTexts.customerPlacelessWhy() }
  const near = metres <= target.nearMetres + found.place.accuracyMetres
  return {
    title: visitPageTexts.away(metres),
    line: near ? visitPageTexts.near(target.nearMetres) : visitPageTexts.far(target.nearMetres),
    meta: visitPageTexts.dots(found.place.accuracyMetres),
  }
}

const ringPx = 30
const edgePx = 40

/** The dashed ring is what counts as near; beyond it the dot stops at the rim. */
function offset(place: Place, target: VisitTarget): CSSProperties {
  if (!target.place) return {}
  const metres = metresAway(place, target) ?? 0
  const away = Math.min(edgePx, (metres / target.nearMetres) * ringPx)
  const way = bearing(gcj(target.place), place)
  return { transform: `translate(${Math.sin(way) * away}px, ${-Math.cos(way) * away}px)` }
}
