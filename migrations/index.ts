import { Foundation1795400000000 } from './1795400000000-foundation'
import { CustomerFile1795500200000 } from './1795500200000-customer-file'
import { Visits1795500300000 } from './1795500300000-visits'
import { SetUpAndImports1795500400000 } from './1795500400000-set-up-and-imports'

/** Every migration in order; a plain list, so that tsx, jest and the compiled server load the same. */
export const migrations = [
  Foundation1795400000000,
  CustomerFile1795500200000,
  Visits1795500300000,
  SetUpAndImports1795500400000,
]
