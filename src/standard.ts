/** The composition root: the standard set of drivers, put together in one place. Nothing else knows them by name. */
import type { Env } from './cnm/env.js'
import type { Driver } from './drivers/api.js'
import { bridge } from './drivers/bridge/driver.js'
import { host } from './drivers/host/driver.js'
import { ipvlan } from './drivers/ipvlan/driver.js'
import { macvlan } from './drivers/macvlan/driver.js'
import { overlay } from './drivers/overlay/driver.js'
import { none } from './drivers/none/driver.js'
import { defaultIpam } from './ipam/defaultIpam.js'
import type { IpamDriver } from './ipam/driver.js'
import { nullIpam } from './ipam/nullIpam.js'

const named = <T>(items: readonly T[], name: (item: T) => string): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [name(item), item]))

/** The standard drivers, and more of your own; a name that is there already is replaced. */
export const standardEnv = (drivers: readonly Driver[] = [], ipams: readonly IpamDriver[] = []): Env => ({
  drivers: named([none, host, bridge, macvlan, ipvlan, overlay, ...drivers], (d) => d.type),
  ipams: named([defaultIpam, nullIpam, ...ipams], (i) => i.name),
})
