import type sharp from 'sharp'

let loaded: typeof sharp | undefined

/** The image library, loaded with the first photo: a server that sees none spares its memory. */
export function images(): typeof sharp {
  if (!loaded) {
    loaded = require('sharp') as typeof sharp
    // Pictures hardly ever come twice, and each worker thread of an image takes memory.
    loaded.cache(false)
    loaded.concurrency(1)
  }
  return loaded
}
