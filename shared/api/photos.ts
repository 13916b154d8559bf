import { z } from 'zod'
import { defineRoute } from './route'
import { instantSchema, referenceSchema, undoSchema } from './shapes'
import { clientId, phoneClockSchema, placeSchema, visitFlagSchema } from './visit-shapes'

/** What a phone may send at most; it compresses before (`sizeType: ['compressed']`, or a canvas). */
export const photoMebibytesAtMost = 8
export const photosAVisitAtMost = 20

/**
 * The JSON in the form's field `about`. Of a visit, or of a customer (a custom field's photo), never both; of neither, it
 * is for a customer who is only being made, who takes it over as a field's answer within a day.
 */
export const photoAboutSchema = z
  .strictObject({
    id: clientId('pho'),
    visitId: z.string().max(40).optional(),
    customerId: z.string().max(40).optional(),
    place: placeSchema.nullable(),
    phone: phoneClockSchema,
  })
  .refine((about) => about.visitId === undefined || about.customerId === undefined, {
    path: ['visitId'],
  })
export type PhotoAbout = z.infer<typeof photoAboutSchema>

export const photoSchema = z.object({
  id: z.string(),
  visitId: z.string().nullable(),
  customer: referenceSchema,
  staff: referenceSchema,
  at: instantSchema,
  recordedAt: instantSchema,
  phoneAt: instantSchema.nullable(),
  driftSeconds: z.number().int().nullable(),
  place: placeSchema.nullable(),
  distanceMetres: z.number().int().nullable(),
  /** Of the copy that is served: turned upright, at most 1,600 pixels wide or high, watermark burnt in, no EXIF. */
  width: z.number().int(),
  height: z.number().int(),
  bytes: z.number().int(),
  flags: z.array(visitFlagSchema),
  /** The photo it looks like. Customer and visit are null when they are outside this person's reach. */
  duplicateOf: z
    .object({
      photoId: z.string(),
      visitId: z.string().nullable(),
      customer: referenceSchema.nullable(),
      at: instantSchema,
      /** The very same file, or only one that looks the same. */
      exact: z.boolean(),
    })
    .nullable(),
})
export type Photo = z.infer<typeof photoSchema>

/**
 * Sent as `multipart/form-data` (`Taro.uploadFile` with `name: 'photo'` and `formData: { about: JSON.stringify(about) }`).
 * Refusals: 415 `not_a_photo`, 415 `photo_heic` (use JPEG), 413 `file_too_large`, 422 `photo_too_many_pixels`, 422
 * `photo_broken`, 404 `visit_not_here_yet` (the check-in comes first, then try again), 409 `too_many_photos`.
 */
export const uploadPhotoRoute = defineRoute({
  method: 'POST',
  path: '/api/photos',
  summary:
    'A shelf photo (货架实景): JPEG, PNG or WebP in the part `photo`, what it is about as JSON in `about`.',
  login: 'staff',
  upload: 'photo',
  uploadMebibytes: photoMebibytesAtMost,
  body: photoAboutSchema,
  answer: z.object({
    photo: photoSchema,
    serverAt: instantSchema,
    /** Not for one that was here already. */
    undo: undoSchema.optional(),
  }),
})

/**
 * The bytes. They need the log-in like everything else, which an `<img>` cannot send: H5 fetches a blob (the page's policy
 * allows `blob:`), WeChat takes `Taro.downloadFile` with the header.
 */
export const photoRoute = defineRoute({
  method: 'GET',
  path: '/api/photos/:id',
  summary: 'A photo, with its watermark.',
  login: 'staff',
  file: 'image/jpeg',
  answer: z.unknown(),
})

export const photoThumbRoute = defineRoute({
  method: 'GET',
  path: '/api/photos/:id/thumb',
  summary: 'A photo, 320 pixels at most.',
  login: 'staff',
  file: 'image/jpeg',
  answer: z.unknown(),
})

export const photoAboutRoute = defineRoute({
  method: 'GET',
  path: '/api/photos/:id/about',
  summary: 'When, where and by whom a photo was taken, and what it looks like.',
  login: 'staff',
  answer: z.object({ photo: photoSchema }),
})

export const takeBackPhotoRoute = defineRoute({
  method: 'POST',
  path: '/api/photos/:id/take-back',
  summary:
    'Take a photo back within 10 minutes, by who took it: it leaves its visit for everybody. 409 `too_late`, `acted_on` when a field answers with it.',
  login: 'staff',
  answer: z.object({ takenBack: z.literal(true), text: z.string() }),
})
