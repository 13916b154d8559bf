import { z } from 'zod'
import { defineRoute } from './route'
import { cursorQuery, listAnswer, referenceSchema, roleSchema, undoSchema } from './shapes'

export const setupStepSchema = z.object({
  code: z.enum(['template', 'stores', 'people', 'customers', 'invite']),
  name: z.string(),
  /** What is there, with its figures; or what is missing. */
  text: z.string(),
  state: z.enum(['done', 'next', 'open']),
})
export type SetupStep = z.infer<typeof setupStepSchema>

export const setupRoute = defineRoute({
  method: 'GET',
  path: '/api/setup',
  summary: 'How far the organisation is set up (admin).',
  login: 'staff',
  answer: z.object({
    complete: z.boolean(),
    steps: z.array(setupStepSchema),
    /** Where colleagues open the product. */
    address: z.string(),
  }),
})

const nameSchema = z.string().trim().min(1).max(40)
const idSchema = z.string().min(1).max(40)
const versionBody = z.strictObject({ version: z.number().int() })

export const regionSchema = z.object({
  id: z.string(),
  name: z.string(),
  stores: z.number().int(),
  version: z.number().int(),
})
export type RegionShape = z.infer<typeof regionSchema>
const regionAnswer = z.object({ region: regionSchema, undo: undoSchema })

export const regionsRoute = defineRoute({
  method: 'GET',
  path: '/api/regions',
  summary: 'The regions in use, each with how many open stores it has.',
  login: 'staff',
  answer: listAnswer(regionSchema),
})
export const addRegionRoute = defineRoute({
  method: 'POST',
  path: '/api/regions',
  summary: 'Add a region (admin).',
  login: 'staff',
  body: z.strictObject({ name: nameSchema }),
  answer: regionAnswer,
})
export const changeRegionRoute = defineRoute({
  method: 'POST',
  path: '/api/regions/:id',
  summary: 'Rename a region (admin).',
  login: 'staff',
  body: versionBody.extend({ name: nameSchema }),
  answer: regionAnswer,
})
export const closeRegionRoute = defineRoute({
  method: 'POST',
  path: '/api/regions/:id/close',
  summary: 'Close a region that has no open store (admin).',
  login: 'staff',
  body: versionBody,
  answer: regionAnswer,
})

export const storeKindSchema = z.enum(['direct', 'franchise'])
export const storeSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: storeKindSchema,
  region: referenceSchema,
  managers: z.array(referenceSchema),
  version: z.number().int(),
})
export type StoreShape = z.infer<typeof storeSchema>
const storeAnswer = z.object({ store: storeSchema, undo: undoSchema })

export const storesRoute = defineRoute({
  method: 'GET',
  path: '/api/stores',
  summary: 'The open stores by name, with who runs them.',
  login: 'staff',
  query: z.strictObject({
    q: z.string().trim().max(40).optional(),
    regionId: idSchema.optional(),
    ...cursorQuery,
  }),
  answer: listAnswer(storeSchema),
})
const storeBody = { name: nameSchema, kind: storeKindSchema, regionId: idSchema }
export const addStoreRoute = defineRoute({
  method: 'POST',
  path: '/api/stores',
  summary: 'Open a store (admin).',
  login: 'staff',
  body: z.strictObject(storeBody),
  answer: storeAnswer,
})
export const changeStoreRoute = defineRoute({
  method: 'POST',
  path: '/api/stores/:id',
  summary: 'Rename a store, change its kind or region; its customers go with it (admin).',
  login: 'staff',
  body: versionBody.extend(storeBody),
  answer: storeAnswer,
})
export const closeStoreRoute = defineRoute({
  method: 'POST',
  path: '/api/stores/:id/close',
  summary: 'Close a store that has no customer left (admin).',
  login: 'staff',
  body: versionBody,
  answer: storeAnswer,
})

export const staffSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  phone: z.string().nullable(),
  email: z.string().nullable(),
  wecomUserId: z.string().nullable(),
  superior: referenceSchema.nullable(),
  stores: z.array(referenceSchema),
  regions: z.array(referenceSchema),
  state: z.enum(['active', 'left']),
  /** Customers that are theirs now. */
  customers: z.number().int(),
  version: z.number().int(),
})
export type StaffShape = z.infer<typeof staffSchema>
const staffAnswer = z.object({ staff: staffSchema, undo: undoSchema })

export const staffFileRoute = defineRoute({
  method: 'GET',
  path: '/api/staff/:id',
  summary: 'One person of the organisation (admin).',
  login: 'staff',
  answer: z.object({ staff: staffSchema }),
})
const staffBody = {
  name: z.string().trim().min(1).max(20),
  role: roleSchema,
  phone: z.string().trim().max(24).optional(),
  email: z.string().trim().max(120).optional(),
  wecomUserId: z.string().trim().max(64).optional(),
  superiorId: idSchema.nullable().optional(),
  storeIds: z.array(idSchema).max(50).optional(),
  regionIds: z.array(idSchema).max(50).optional(),
}
export const addStaffRoute = defineRoute({
  method: 'POST',
  path: '/api/staff',
  summary: 'Add a person with their role, stores or regions (admin).',
  login: 'staff',
  body: z.strictObject(staffBody),
  answer: staffAnswer,
})
export const changeStaffRoute = defineRoute({
  method: 'POST',
  path: '/api/staff/:id',
  summary: 'Change a person: everything that is kept of them is given (admin).',
  login: 'staff',
  body: versionBody.extend(staffBody),
  answer: staffAnswer,
})
export const leaveStaffRoute = defineRoute({
  method: 'POST',
  path: '/api/staff/:id/leave',
  summary: 'Mark a leaver: every way in ends at once, what they did keeps their name (admin).',
  login: 'staff',
  body: versionBody,
  answer: staffAnswer,
})
