/**
 * The entry, in the order in which one learns it: the controller and the laboratory, then the questions, then the values
 * they speak of, then how to write a driver.
 */

// The model, and Docker on top of it
export { Controller } from './controller.js'
export type { ControllerOptions } from './controller.js'
export type { EndpointHandle, NetworkHandle, SandboxHandle } from './cnm/controller.js'
export { createLab, Lab } from './shell/lab/lab.js'
export type { LabOptions } from './shell/lab/lab.js'

// Questions and answers
export { explain, explainTrace } from './reach/explain.js'
export { ping } from './reach/ping.js'
export { connect } from './reach/connect.js'
export { reaches, verdict } from './reach/reaches.js'
export { dig } from './reach/dig.js'
export { nameLines } from './reach/explain/nameLines.js'
export { resolve } from './reach/resolve.js'
export { classes, reachesClass } from './reach/classes.js'
export type { SandboxClass } from './reach/classes.js'
export { classReach } from './reach/classReach.js'
export type { ClassPair, ClassReach } from './reach/classReach.js'
export type { ClassQuestion } from './reach/classes/classTable.js'
export { matrix, matrixRows } from './reach/matrix.js'
export { watch, Watch } from './reach/watch.js'
export type { WatchAsked, WatchChange } from './reach/watch.js'
export { ClassWatch, watchClasses } from './reach/watchClasses.js'
export type { Alike, ClassChanges, ClassMove, ClassPairChange } from './reach/watchClasses.js'
export { stateOf } from './reach/state.js'
export type { PingReport } from './reach/ping.js'
export type { ConnectReport } from './reach/connect.js'
export type { DigReport } from './reach/dig.js'
export { exposure } from './reach/exposure.js'
export { blockers } from './reach/blockers.js'
export { blockerLines } from './reach/explain/blocker.js'
export type { Blockers, BlockersAsked } from './reach/blockers.js'
export type { Blocker, Fix } from './reach/blockers/fix.js'
export { diff } from './reach/diff.js'
export type { Exposure, Opening, Seen } from './reach/exposure.js'
export type { Difference, WorldDiff } from './reach/diff.js'
export type { What } from './reach/reached.js'
export type { Matrix, MatrixAsked, MatrixRow, MatrixVerdict } from './reach/matrix.js'
export { machinePlace, sandboxPlaces } from './reach/place.js'
export type { Place } from './reach/place.js'
export type { NamespaceRef } from './reach/asker.js'
export type { Report } from './reach/report.js'
export type { PortAsked, Verdict, Why } from './reach/reaches.js'
export type { NameReport, Published } from './reach/published.js'
export type { Resolution } from './reach/resolve.js'
export type { Conversation, Outcome, Question } from './dataplane/conversation.js'
export type { Ending, EndingKind, Hop, Hook, Step, Trace } from './dataplane/trace.js'
export { iptablesSave, ruleText } from './dataplane/iptables.js'

// Worlds: values, commands, refusals
export { apply } from './cnm/command.js'
export { applyAll } from './cnm/applyAll.js'
export type { BatchRefusal } from './cnm/applyAll.js'
export type { Command, Made } from './cnm/command.js'
export { dataPlane } from './cnm/dataPlane.js'
export type { Change, Env } from './cnm/env.js'
export { CnmRefusal, describe as describeError } from './cnm/errors.js'
export type { CnmError, CnmErrorCode } from './cnm/errors.js'
export {
  allEndpoints,
  allHosts,
  allNetworks,
  allSandboxes,
  endpointsOn,
  findEndpoint,
  findHost,
  findNetwork,
  findSandbox,
  networkNamed,
  networksOn,
  sandboxesOn,
} from './cnm/lookup.js'
export { allContainers, containersOn } from './engine/findContainer.js'
export { emptyWorld } from './cnm/world.js'
export type { Endpoint, Host, IpamConfig, Network, Sandbox, World } from './cnm/world.js'
export type { Container, DockerWorld } from './engine/state.js'
export { engineErrorText } from './engine/errors.js'
export type { EngineError, EngineErrorCode } from './engine/errors.js'
export { mustParseCidr, parseCidr } from './addr/cidr.js'
export type { Cidr, IpPrefix } from './addr/cidr.js'
export { mustParseIp, parseIp } from './addr/ip.js'
export type { Family, Ip } from './addr/ip.js'
export type { Mac } from './addr/mac.js'
export type { Result } from './addr/result.js'

// Write a driver
export { standardEnv } from './standard.js'
export { driverError, nothingJoined, nothingWired, option } from './drivers/api.js'
export type {
  ChildLink,
  Driver,
  DriverError,
  EndpointInfo,
  HostInfo,
  JoinInfo,
  NetworkInfo,
  Options,
  PoolInfo,
  PortBinding,
  PortRequest,
  RuleFact,
  Wiring,
} from './drivers/api.js'
export type { IpamDriver } from './ipam/driver.js'
export { accept, drop, goBack, is, isNot, jump, masquerade } from './dataplane/rule.js'
export type { Match, Rule, Ruleset, Target } from './dataplane/rule.js'
export type { Interface, Listener, Namespace, Route } from './dataplane/namespace.js'
export type { Below, Port, Segment } from './dataplane/segment.js'
