/** The version that `package.json` names; a test holds the two together. */
export const version = '1.0.0'
