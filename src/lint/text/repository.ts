/** Whether the text has the form `OWNER/NAME` of a GitHub repository. */
export function isRepository(text: string): boolean {
  return /^[A-Za-z0-9][\w-]*\/(?!\.{1,2}$)[\w.-]+$/.test(text)
}
