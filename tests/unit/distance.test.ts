import { metresBetween } from '../../shared/geo/distance'

const point = (latitudeE6: number, longitudeE6: number, datum: 'GCJ-02' | 'WGS-84' = 'GCJ-02') => ({
  latitudeE6,
  longitudeE6,
  datum,
})

test('along the ground, in whole metres', () => {
  expect(metresBetween(point(30_274_100, 120_155_100), point(30_274_100, 120_155_100))).toBe(0)
  // One degree of latitude.
  expect(metresBetween(point(30_000_000, 120_000_000), point(31_000_000, 120_000_000))).toBe(111_195)
  expect(metresBetween(point(0, 179_999_000), point(0, -179_999_000))).toBeLessThan(250)
})

test('a browser’s WGS-84 and WeChat’s GCJ-02 of one place are a few metres apart', () => {
  // Tiananmen, as published in both.
  const gps = point(39_907_333, 116_391_083, 'WGS-84')
  const wechat = point(39_908_737, 116_397_326)
  expect(metresBetween(gps, wechat)).toBeLessThan(5)
  expect(metresBetween({ ...gps, datum: 'GCJ-02' }, wechat)).toBeGreaterThan(500)
  // Outside China they are the same.
  expect(metresBetween(point(48_858_300, 2_294_500, 'WGS-84'), point(48_858_300, 2_294_500))).toBe(0)
})
