import sharp from 'sharp'

/** A shelf: boxes that differ by `seed`, lying on its side with where it was taken in its EXIF. */
export async function shelf(seed: number, width = 1200, height = 900): Promise<Buffer> {
  const boxes = Array.from({ length: 40 }, (_, n) => {
    const random = (salt: number) => Math.abs(Math.sin((n + 1) * 91.7 * salt + seed * 13.3)) % 1
    const colour = Math.floor(random(3) * 0xffffff)
      .toString(16)
      .padStart(6, '0')
    return `<rect x="${random(1) * width}" y="${random(2) * height}" width="${width / 5}" height="${height / 6}" fill="#${colour}"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${boxes.join('')}</svg>`
  return sharp(Buffer.from(svg))
    .flatten({ background: '#ccc' })
    .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '30/1 16/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}
