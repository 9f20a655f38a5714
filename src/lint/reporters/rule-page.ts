/** The address of a rule's page, on the branch of this major version: why the rule matters, how to fix a finding. */
export function rulePage(id: string): string {
  return `https://github.com/keplint/keplint/blob/v1/src/lint/rules/${encodeURIComponent(id)}.md`
}
