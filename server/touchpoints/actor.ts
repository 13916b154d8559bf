import type { Reference } from '../../shared/api/shapes'
import { touchpointTexts } from '../../shared/text/touchpoints'

export interface ActorColumns {
  staffId: string | null
  staffName: string | null
  contactId: string | null
  contactName: string | null
}

/** Who did it: a person of ours, a customer's contact, or the system itself. */
export function actorOf({ staffId, staffName, contactId, contactName }: ActorColumns): Reference {
  if (staffId) return { id: staffId, name: staffName ?? '' }
  if (contactId) return { id: contactId, name: contactName ?? '' }
  return { id: 'system', name: touchpointTexts.system() }
}
