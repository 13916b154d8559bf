import { organisationRoutes, type SignInParts } from './organisation/routes'
import type { Api } from './platform/http/api'
import { touchpointRoutes } from './touchpoints/routes'

/** Every feature's routes; those of the demo and the channels' callbacks are added where they are made. */
export function allRoutes(signInParts: SignInParts): ((api: Api) => void)[] {
  return [organisationRoutes(signInParts), touchpointRoutes]
}
