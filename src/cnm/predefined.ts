/** The networks that an engine makes itself, by name; nobody else makes or removes them (moby v28.5.2 runconfig/hostconfig_unix.go). */

/** `default` is what clients write for the bridge. */
export const isPredefined = (name: string): boolean =>
  name === 'bridge' || name === 'host' || name === 'none' || name === 'default'
