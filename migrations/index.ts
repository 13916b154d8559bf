import { Foundation1795400000000 } from './1795400000000-foundation'

/** Every migration in order; a plain list, so that tsx, jest and the compiled server load the same. */
export const migrations = [Foundation1795400000000]
