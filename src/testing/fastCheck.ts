/** The entry `cnm-sim/testing/fast-check`: arbitraries, model commands, and the laws as properties. It needs fast-check. */
export { ip, ipv4, ipv6, subnet } from './properties/addresses.js'
export type { SubnetOptions } from './properties/addresses.js'
export { dockerLine, dockerScript, topology } from './properties/scripts.js'
export type { ScriptOptions, Topology } from './properties/scripts.js'
export { DockerCommand, dockerCommands, newModel } from './properties/commands.js'
export type { After, DockerModel } from './properties/commands.js'
export { assertLaws, checkLaws, lawProperty } from './properties/checkLaws.js'
export type { LawOptions } from './properties/checkLaws.js'
