/** A release as `[major, minor]`. */
export type Version = readonly [major: number, minor: number]

/** Reads `v1.30`, `1.30` or `v1.30.2`; null for anything else, and for `0.0`, which means no release. */
export function versionOf(text: string): Version | null {
  const match = /^v?(\d{1,6})\.(\d{1,6})(?:\.\d{1,6})?$/.exec(text.trim())
  if (!match) return null
  const [major, minor] = [Number(match[1]), Number(match[2])]
  return major === 0 && minor === 0 ? null : [major, minor]
}

/** Below 0 when `a` comes before `b`, 0 when they are the same release. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1]
}

/** A milestone is this release or a later one. */
export function isFrom(milestone: string | undefined, first: string): boolean {
  const [version, least] = [versionOf(milestone ?? ''), versionOf(first)]
  return version !== null && least !== null && compareVersions(version, least) >= 0
}
