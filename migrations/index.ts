import { Foundation1795400000000 } from './1795400000000-foundation'
import { WecomApps1795500100000 } from './1795500100000-wecom-apps'
import { CustomerFile1795500200000 } from './1795500200000-customer-file'
import { Visits1795500300000 } from './1795500300000-visits'
import { SetUpAndImports1795500400000 } from './1795500400000-set-up-and-imports'
import { MergesAndTransfers1795500500000 } from './1795500500000-merges-and-transfers'
import { SelfAudits1795500600000 } from './1795500600000-self-audits'
import { Sources1795500700000 } from './1795500700000-sources'
import { ImportFiles1795500810000 } from './1795500810000-import-files'
import { ImportKeyLines1795500820000 } from './1795500820000-import-key-lines'
import { PhotoRemovals1795500910000 } from './1795500910000-photo-removals'
import { MergePlaces1795500920000 } from './1795500920000-merge-places'
import { NameCores1795500930000 } from './1795500930000-name-cores'
import { TermPlaces1795501000000 } from './1795501000000-term-places'
import { PlanAndClosureIndexes1795501010000 } from './1795501010000-plan-and-closure-indexes'
import { ToCompletePlaces1795501020000 } from './1795501020000-to-complete-places'

/** Every migration in order; a plain list, so that tsx, jest and the compiled server load the same. */
export const migrations = [
  Foundation1795400000000,
  WecomApps1795500100000,
  CustomerFile1795500200000,
  Visits1795500300000,
  SetUpAndImports1795500400000,
  MergesAndTransfers1795500500000,
  SelfAudits1795500600000,
  Sources1795500700000,
  ImportFiles1795500810000,
  ImportKeyLines1795500820000,
  PhotoRemovals1795500910000,
  MergePlaces1795500920000,
  NameCores1795500930000,
  TermPlaces1795501000000,
  PlanAndClosureIndexes1795501010000,
  ToCompletePlaces1795501020000,
]
