/** The Controller with the standard drivers, and with the questions asked of its own world. */
import { BaseController } from './cnm/controller.js'
import type { SandboxHandle } from './cnm/controller.js'
import type { World } from './cnm/world.js'
import type { Driver } from './drivers/api.js'
import type { IpamDriver } from './ipam/driver.js'
import { connect } from './reach/connect.js'
import { ping } from './reach/ping.js'
import type { Report } from './reach/report.js'
import { standardEnv } from './standard.js'

export interface ControllerOptions {
  /** A world to go on from, which has the host in it. Default: a new one. */
  readonly world?: World
  /** The host whose networks these are. Default: `host`. */
  readonly host?: string
  /** Drivers of your own, beside the standard ones. */
  readonly drivers?: readonly Driver[]
  readonly ipams?: readonly IpamDriver[]
}

/**
 * libnetwork's Controller in memory. A new one has what a fresh engine has: one host with the networks `none`, `host` and
 * `bridge`. Methods throw CnmRefusal and then change nothing.
 */
export class Controller extends BaseController {
  constructor({ world, host, drivers = [], ipams = [] }: ControllerOptions = {}) {
    super(standardEnv(drivers, ipams), world, host)
  }

  /** One ICMP echo from a sandbox to an address or a name, there and back. */
  ping(from: SandboxHandle, target: string): Report {
    return ping(this.env, this.world, from.id, target)
  }

  /** A TCP connection from a sandbox; `reachable` when a process answers. */
  connect(from: SandboxHandle, target: string, port: number): Report {
    return connect(this.env, this.world, from.id, target, port)
  }
}
