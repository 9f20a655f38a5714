/** A rule that threw: a defect of keplint, never of the tree. */
export class RuleError extends Error {
  constructor(
    readonly rule: string,
    readonly kep: string | null,
    override readonly cause: unknown,
  ) {
    super(`rule ${rule} failed${kep === null ? '' : ` on ${kep}`}: ${String(cause)}`)
    this.name = 'RuleError'
  }
}
