/** Files of the client's machine: there are none in this world. */

/** What Go says of opening one. */
export const missingFile = (file: string): string => `open ${file}: no such file or directory`
