interface Screen {
  readonly name: string
  /** Of the whole screen, in CSS pixels. */
  readonly width: number
  readonly height: number
  /** Device pixels to a CSS pixel. */
  readonly scale: number
  /** What the maker's data sheet says: device pixels, and inches across. */
  readonly pixels: readonly [number, number]
  readonly inches: number
  /** CSS pixels at the bottom that belong to the system: iOS's home indicator, Android's gesture bar. */
  readonly inset: number
  /** What the device list of playwright-core calls it, whose sizes `reach.test.ts` compares with these. */
  readonly listed?: string
}

export interface Phone extends Screen {
  /** CSS pixels in the 3 cm that a thumb reaches from the bottom of the screen. */
  readonly reach: number
}

const thumbCm = 3
const cmInAnInch = 2.54

/** CSS pixels in 3 cm: device pixels to the inch, by the scale. */
const reachOf = ({ pixels: [across, up], inches, scale }: Screen) =>
  Math.floor((Math.hypot(across, up) / inches / scale / cmInAnInch) * thumbCm)

/** Where each figure is from stands in README.md beside this file. */
const screens: readonly Screen[] = [
  {
    name: 'iPhone SE (1st)',
    width: 320,
    height: 568,
    scale: 2,
    pixels: [640, 1136],
    inches: 4,
    inset: 0,
    listed: 'iPhone SE',
  },
  {
    name: 'iPhone 8, SE (3rd)',
    width: 375,
    height: 667,
    scale: 2,
    pixels: [750, 1334],
    inches: 4.7,
    inset: 0,
    listed: 'iPhone 8',
  },
  {
    name: 'iPhone 12, 13, 14',
    width: 390,
    height: 844,
    scale: 3,
    pixels: [1170, 2532],
    inches: 6.06,
    inset: 34,
    listed: 'iPhone 14',
  },
  {
    name: 'iPhone 14 Pro Max',
    width: 430,
    height: 932,
    scale: 3,
    pixels: [1290, 2796],
    inches: 6.69,
    inset: 34,
    listed: 'iPhone 14 Pro Max',
  },
  {
    name: 'iPhone 13 mini',
    width: 375,
    height: 812,
    // Drawn at 3 and shrunk on to the panel's own pixels: 1080 ÷ 375.
    scale: 2.88,
    pixels: [1080, 2340],
    inches: 5.42,
    inset: 34,
    listed: 'iPhone 13 Mini',
  },
  {
    name: 'Pixel 7',
    width: 412,
    height: 915,
    scale: 2.625,
    pixels: [1080, 2400],
    inches: 6.3,
    inset: 24,
    listed: 'Pixel 7',
  },
  { name: 'Galaxy S21', width: 360, height: 800, scale: 3, pixels: [1080, 2400], inches: 6.2, inset: 24 },
  {
    name: 'Redmi Note 12',
    width: 393,
    height: 873,
    scale: 2.75,
    pixels: [1080, 2400],
    inches: 6.67,
    inset: 24,
  },
  { name: 'Huawei P40', width: 360, height: 780, scale: 3, pixels: [1080, 2340], inches: 6.1, inset: 24 },
  {
    name: 'Huawei Mate 60 Pro',
    width: 360,
    height: 777,
    scale: 3.5,
    pixels: [1260, 2720],
    inches: 6.82,
    inset: 24,
  },
]

/** Every phone a page must fit; the smallest three stand first. */
export const everyPhone: readonly Phone[] = screens.map((screen) => ({ ...screen, reach: reachOf(screen) }))

/** Three of them, for tests that open a page anew for each. */
export const phones = everyPhone.slice(0, 3) as unknown as readonly [Phone, Phone, Phone]
