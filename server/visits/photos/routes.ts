import {
  photoAboutRoute,
  photoRoute,
  photoThumbRoute,
  takeBackPhotoRoute,
  uploadPhotoRoute,
} from '../../../shared/api/photos'
import { watermarkLines } from '../../../shared/text/photos'
import type { Doer } from '../../organisation/doer'
import type { FileStore } from '../../platform/files'
import { type Api, bind, bindFile } from '../../platform/http/api'
import { onceMore } from '../../platform/http/once-more'
import { notFound } from '../../platform/http/refusals'
import { newId } from '../../platform/ids'
import { zonedIso } from '../../platform/zone'
import { addPhoto, type PhotoToAdd, photoToAdd } from './add-photo'
import { photoAbout, photoKeys } from './photo-reads'
import { type Picture, readPicture } from './picture'
import { takePhotoBack } from './take-back-photo'

export function photoRoutes(files: FileStore): (api: Api) => void {
  return (api) => {
    bind(api, uploadPhotoRoute, async ({ doer, scope, body, upload, write, database, at }) => {
      let undo: { id: string; until: string } | undefined
      const adding = await database.read((reader) => photoToAdd(reader, doer, body))
      if (!('known' in adding)) {
        const picture = await readPicture(upload!.path, linesOf(doer, adding))
        const keys = await keep(files, doer, picture)
        const added = await onceMore(write, async (tx) => {
          const offer = await addPhoto(tx, doer, body, picture, keys)
          return { id: body.id, undo: offer && { id: offer.id, until: offer.until.toISOString() } }
        }).catch(async (error) => {
          await forget(files, keys)
          throw error
        })
        undo = added.undo
        // The same photo at the same time: the one that came first is kept.
        const stored = await database.read((reader) => photoKeys(reader, scope, body.id))
        if (stored.fileKey !== keys.fileKey) await forget(files, keys)
      }
      return {
        photo: await database.read((reader) => photoAbout(reader, scope, body.id)),
        serverAt: at.toISOString(),
        ...(undo && { undo }),
      }
    })
    bindFile(api, photoRoute, async ({ scope, params, database }) => {
      const { fileKey } = await database.read((reader) => photoKeys(reader, scope, params.id))
      return { body: (await files.get(fileKey)) ?? gone() }
    })
    bindFile(api, photoThumbRoute, async ({ scope, params, database }) => {
      const { thumbKey } = await database.read((reader) => photoKeys(reader, scope, params.id))
      return { body: (await files.get(thumbKey)) ?? gone() }
    })
    bind(api, takeBackPhotoRoute, ({ doer, params, write }) =>
      write(async (tx) => ({ takenBack: true as const, text: await takePhotoBack(tx, doer, params.id) })),
    )
    bind(api, photoAboutRoute, ({ scope, params, database }) =>
      database.read(async (reader) => ({ photo: await photoAbout(reader, scope, params.id) })),
    )
  }
}

function gone(): never {
  throw notFound()
}

function linesOf({ scope }: Doer, { customer, moment }: PhotoToAdd): string[] {
  return watermarkLines({
    ...(customer.name && { customer: customer.name }),
    minute: zonedIso(scope.timezone, new Date(moment.at)).slice(0, 16).replace('T', ' '),
    person: scope.name,
    place: moment.place,
    distanceMetres: moment.distanceMetres,
  })
}

type Keys = Parameters<typeof addPhoto>[4]

/** Under names of their own: what another upload of the same photo keeps is never touched. */
async function keep(files: FileStore, { scope, at }: Doer, { jpeg, thumb }: Picture): Promise<Keys> {
  const name = `photos/${scope.orgId}/${newId('pho', at.getTime())}`
  const keys = { fileKey: `${name}.jpg`, thumbKey: `${name}-thumb.jpg` }
  await files.put(keys.fileKey, jpeg)
  await files.put(keys.thumbKey, thumb)
  return keys
}

async function forget(files: FileStore, keys: Keys): Promise<void> {
  await files.remove(keys.fileKey)
  await files.remove(keys.thumbKey)
}
