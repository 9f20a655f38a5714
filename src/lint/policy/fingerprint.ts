import type { Finding } from '../model/finding.js'

/** What a finding is known by from one run to the next. */
export interface Fingerprinted {
  readonly finding: Finding
  /** The KEP it belongs to; `.` where it belongs to none. */
  readonly kep: string
  /** 16 hexadecimal digits. */
  readonly fingerprint: string
}

/**
 * Gives each finding a fingerprint of its rule, its file as the KEP sees it, and what it says: no line
 * numbers, so that edits elsewhere do not change it. Findings that are alike are distinguished by their order.
 */
export function fingerprints(findings: readonly Finding[]): readonly Fingerprinted[] {
  const met = new Map<string, number>()
  return findings.map((finding) => {
    const kep = finding.kep ?? '.'
    const said = sayingOf(finding)
    const count = met.get(said) ?? 0
    met.set(said, count + 1)
    return { finding, kep, fingerprint: digest(count === 0 ? said : `${said}\0${count}`) }
  })
}

/** What a fingerprint is made of: the same for findings that are alike. */
export function sayingOf({ rule, kep: owner, at: { path }, message, subject }: Finding): string {
  const kep = owner ?? '.'
  const file = path.startsWith(`${kep}/`) ? path.slice(kep.length) : path
  return [rule, kep, file, subject ?? message].join('\0')
}

/** FNV-1a over UTF-16 units, twice with different starts: enough to tell findings of one KEP apart. */
function digest(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit ^ (a >>> 13), 0x01000193)
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}
