import type { VisitTarget } from '@shared/api/visit-shapes'
import { dueWords } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import { Dotted } from '@/components/dotted'
import { Guards } from '@/components/guards'
import { Icon } from '@/icons/icon'
import { driftMs, now } from '@/state/clock'
import type { Found } from './use-place'
import { metresAway, Where } from './where'

interface Props {
  target: VisitTarget
  /** Not from the server: what was refused lately is not known. */
  bare: boolean
  found: Found
  taskId: string | undefined
  onTask(id: string | undefined): void
}

/** Where and when, which nobody can change; what is to be done, and what not to propose. */
export function CheckInStep({ target, bare, found, taskId, onTask }: Props) {
  const drift = driftMs()
  const at = now()
  return (
    <>
      {target.warnings.length > 0 && (
        <View className="list visit-card">
          <Guards warnings={target.warnings} />
        </View>
      )}
      <View className="list flat visit-card">
        <Where found={found} target={target} />
        <View className="kv">
          <View className="kv-row">
            <View className="kv-k">{visitPageTexts.time()}</View>
            <View className="row-m">
              <View>{minuteText(at, at)}</View>
              <View className="meta">
                {visitPageTexts.byServer(drift === undefined ? undefined : Math.round(drift / 1000))}
              </View>
            </View>
          </View>
          <View className="kv-row">
            <View className="kv-k">{visitPageTexts.place()}</View>
            <View className="row-m">
              <View>{placeWords(found, target)}</View>
              {target.address && !isNear(found, target) && (
                <View className="meta">{visitPageTexts.addressOf(target.address)}</View>
              )}
            </View>
          </View>
          <View className="kv-row">
            <View className="kv-k">{visitPageTexts.toDo()}</View>
            <View className="row-m">{tasks()}</View>
          </View>
        </View>
        <View className="locked meta">
          <Icon name="lock" />
          {visitPageTexts.locked()}
        </View>
      </View>
      {target.warnings.length === 0 && (
        <View className="list visit-card">
          <View className={`calm meta ${bare ? 'unsure' : ''}`}>
            {bare ? visitPageTexts.warningsUnknown() : visitPageTexts.noRefusal()}
          </View>
        </View>
      )}
    </>
  )

  function tasks() {
    if (target.openTasks.length === 0) return visitPageTexts.noTask()
    return target.openTasks.map(({ id, number, text, dueAt, dueGrain }) => (
      <View key={id} className="pick" onClick={() => onTask(id === taskId ? undefined : id)}>
        <View className={`radio ${id === taskId ? 'on' : ''}`} />
        <View className="row-m">
          <View className="two">{text}</View>
          <Dotted
            className="meta"
            parts={[dueAt ? dueWords(new Date(dueAt), dueGrain, at) : undefined, number]}
          />
        </View>
      </View>
    ))
  }
}

function isNear(found: Found, target: VisitTarget): boolean {
  if (found.state !== 'found') return false
  const metres = metresAway(found.place, target)
  return metres !== undefined && metres <= target.nearMetres
}

function placeWords(found: Found, target: VisitTarget): string {
  if (found.state === 'finding') return visitPageTexts.locating()
  if (found.state === 'none') return visitPageTexts.withoutPlace()
  if (target.address && isNear(found, target)) return visitPageTexts.nearAddress(target.address)
  const { latitudeE6, longitudeE6 } = found.place
  return visitPageTexts.degrees((latitudeE6 / 1e6).toFixed(5), (longitudeE6 / 1e6).toFixed(5))
}
