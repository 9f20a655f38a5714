/** Where kubernetes/community, and trees that follow it, name their groups. */
export const rosterFile = 'sigs.yaml'

/** Where a repository names the people who review and approve. See https://go.k8s.io/owners for the format. */
export const aliasesFile = 'OWNERS_ALIASES'

/** Files of the root that rules read, selected or not. */
export const rootFiles: readonly string[] = [aliasesFile, rosterFile]
