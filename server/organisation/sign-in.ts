import type { Role } from '../../shared/api/shapes'
import { sessionTexts } from '../../shared/text/session'
import { audit } from '../platform/audit'
import type { Database, Reader, Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { firstOrg } from './first-org'
import { CodeRefused, type IdentityProvider, type IdentityVia } from './identity-provider'
import { useLoginCode } from './login-codes'
import { adminOf } from './people'
import { startSession } from './sessions'
import { Identity } from './tables'

export interface SignIn {
  via: IdentityVia | 'code' | 'demo'
  code: string
  /** Which organisation, where there are several; the first one if absent. */
  org?: string
  at: Date
}

export interface SignedIn {
  token: string
  staff: { id: string; name: string; role: Role }
}

interface Candidate {
  id: string
  name: string
  role: Role
  leftAt: Date | null
  demo: number | boolean
}

/**
 * Lets somebody in, by whichever way.
 * @throws Problem 403 `unknown_person`, `person_left`, `code_refused`; 503 `login_unavailable`
 */
export async function signIn(
  database: Database,
  identities: IdentityProvider | undefined,
  request: SignIn,
): Promise<SignedIn> {
  const { via, at } = request
  // Asked before the transaction: no network call inside one.
  const outside =
    via === 'code' || via === 'demo' ? undefined : await vouchedFor(identities, { ...request, via })
  return database.transaction(async (tx) => {
    const orgId = request.org || (await defaultOrg(tx, via === 'demo'))
    const { person, ...found } = await personBehind(tx, { ...request, outside, orgId })
    const staff = person && (await candidate(tx, found.orgId, person))
    const admin = async () => (await adminOf(tx, found.orgId))?.name
    if (!staff) throw new Problem(403, 'unknown_person', sessionTexts.unknownPerson(await admin()))
    if (staff.leftAt) throw new Problem(403, 'person_left', sessionTexts.hasLeft(await admin()))
    if (via === 'demo' && !Number(staff.demo)) throw new Problem(403, 'no_demo', sessionTexts.noDemo())
    const { id, name, role } = staff
    const token = await startSession(tx, { orgId: found.orgId, staffId: id, via, at })
    await audit(tx, {
      orgId: found.orgId,
      at,
      actorId: id,
      action: 'session.start',
      subjectKind: 'staff',
      subjectId: id,
      via: 'api',
      detail: { via },
    })
    return { token, staff: { id, name, role } }
  })
}

async function personBehind(
  tx: Transaction,
  request: SignIn & { outside: { channel: string; outsideId: string } | undefined; orgId: string },
): Promise<{ orgId: string; person: string | null }> {
  const { via, code, at, outside, orgId } = request
  if (via === 'code') {
    const used = await useLoginCode(tx, code, at)
    if (!used) throw new Problem(403, 'code_refused', sessionTexts.codeRefused())
    return { orgId: used.orgId, person: used.staffId }
  }
  if (!outside) return { orgId, person: code }
  const identity = await tx.findOne(Identity, { orgId, ...outside })
  return { orgId, person: identity?.staffId ?? null }
}

async function vouchedFor(
  identities: IdentityProvider | undefined,
  { via, code, org }: { via: IdentityVia; code: string; org?: string },
): Promise<{ channel: string; outsideId: string }> {
  if (!identities) throw new Problem(403, 'way_not_offered', sessionTexts.wayNotOffered())
  try {
    const { channel, outsideId } = await identities.identify(via, code, org)
    return { channel, outsideId }
  } catch (error) {
    if (!(error instanceof CodeRefused))
      throw new Problem(503, 'login_unavailable', sessionTexts.loginUnavailable())
    if (error.reason === 'off') throw new Problem(403, 'way_not_offered', sessionTexts.wayNotOffered())
    // A stranger of another corp is told the same as one we do not know: ask the admin.
    if (error.reason === 'stranger') return { channel: via, outsideId: '' }
    throw new Problem(403, 'code_refused', sessionTexts.loginRefused())
  }
}

function candidate(reader: Reader, orgId: string, staffId: string): Promise<Candidate | undefined> {
  return reader.row<Candidate>(
    // primary key (org_id, id)
    `select s.id, s.name, s.role, s.left_at as leftAt, o.demo from staff s join org o on o.id = s.org_id
     where s.org_id = ? and s.id = ?`,
    [orgId, staffId],
  )
}

/** Which organisation is meant where none is named: the first one, or the demo's. A handful of rows. */
async function defaultOrg(reader: Reader, demo: boolean): Promise<string> {
  if (!demo) return (await firstOrg(reader))?.id ?? ''
  const org = await reader.row<{ id: string }>(
    'select id from org where demo = 1 order by created_at, id limit 1',
  )
  if (!org) throw new Problem(403, 'no_demo', sessionTexts.noDemo())
  return org.id
}
