/** A point in millionths of a degree, in China's GCJ-02 (WeChat, maps) or the WGS-84 of a browser. */
export interface GeoPoint {
  readonly latitudeE6: number
  readonly longitudeE6: number
  readonly datum: 'GCJ-02' | 'WGS-84'
}

const radians = Math.PI / 180
const earthMetres = 6_371_000

/**
 * Whole metres along the ground between two points, whatever their datum.
 * @example metresBetween(shop, sameShop) // 0
 */
export function metresBetween(one: GeoPoint, other: GeoPoint): number {
  const [latitude1, longitude1] = gcj02(one)
  const [latitude2, longitude2] = gcj02(other)
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2
  const chord =
    half(latitude2 - latitude1) +
    Math.cos(latitude1 * radians) * Math.cos(latitude2 * radians) * half(longitude2 - longitude1)
  return Math.round(2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(chord))))
}

/**
 * Which way it is from one point to another, in radians from north, clockwise.
 * @example bearing(shop, northOfShop) // 0
 */
export function bearing(from: GeoPoint, to: GeoPoint): number {
  const [latitude1, longitude1] = gcj02(from)
  const [latitude2, longitude2] = gcj02(to)
  return Math.atan2((longitude2 - longitude1) * Math.cos(latitude1 * radians), latitude2 - latitude1)
}

const axis = 6_378_245
const eccentricity = 0.006_693_421_622_965_943

/** Degrees in GCJ-02; inside China the two differ by 100–700 metres, outside not at all. */
function gcj02({ latitudeE6, longitudeE6, datum }: GeoPoint): [number, number] {
  const [latitude, longitude] = [latitudeE6 / 1e6, longitudeE6 / 1e6]
  const inChina = longitude > 72 && longitude < 138 && latitude > 0.8 && latitude < 55.9
  if (datum === 'GCJ-02' || !inChina) return [latitude, longitude]
  const [x, y] = [longitude - 105, latitude - 35]
  const waves = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3)
  const wave = (of: number, sizes: [number, number][]) =>
    sizes.reduce((sum, [size, part]) => sum + size * Math.sin((of * Math.PI) / part), 0) * (2 / 3)
  const root = 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
  const north = -100 + 2 * x + 3 * y + 0.2 * y * y + root + waves + wave(y, northWaves)
  const east =
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + waves + wave(x, eastWaves)
  const magic = 1 - eccentricity * Math.sin(latitude * radians) ** 2
  return [
    latitude + (north * 180) / (((axis * (1 - eccentricity)) / (magic * Math.sqrt(magic))) * Math.PI),
    longitude + (east * 180) / ((axis / Math.sqrt(magic)) * Math.cos(latitude * radians) * Math.PI),
  ]
}

const northWaves: [number, number][] = [
  [20, 1],
  [40, 3],
  [160, 12],
  [320, 30],
]
const eastWaves: [number, number][] = [
  [20, 1],
  [40, 3],
  [150, 12],
  [300, 30],
]
