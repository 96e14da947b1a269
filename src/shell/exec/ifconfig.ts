/** busybox's `ifconfig`, for looking only. Not modelled: counters, which are always 0, and changing anything. */
import { addressOf, lastOf, lengthOf, networkOf } from '../../addr/cidr.js'
import type { IpPrefix } from '../../addr/cidr.js'
import { familyOf, isLinkLocal } from '../../addr/ip.js'
import { devicesOf, type Device } from '../../reach/print/device.js'
import { failure, success, type Program } from './program.js'
import { maskText } from './routeProgram.js'

/** Sorted by name, as busybox lists interfaces; -a changes nothing, since all are up. */
export const ifconfigProgram: Program = ({ plane, namespace }, args) => {
  const [wanted, ...more] = args.filter((arg) => arg !== '-a')
  if (more.length > 0) return failure('ifconfig: SIOCSIFFLAGS: Operation not permitted')
  const devices = devicesOf(plane, namespace).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const shown = wanted === undefined ? devices : devices.filter(({ name }) => name === wanted)
  return shown.length === 0
    ? failure(`ifconfig: ${wanted ?? ''}: error fetching interface information: Device not found`)
    : success(shown.map(deviceText).join(''))
}

function deviceText(device: Device): string {
  const { name, of, addresses, mtu, carrier } = device
  const link =
    of === null ? 'Local Loopback' : `Ethernet  HWaddr ${(of.mac ?? '00:00:00:00:00:00').toUpperCase()}`
  const flags = of === null ? 'UP LOOPBACK RUNNING' : `UP BROADCAST ${carrier ? 'RUNNING ' : ''}MULTICAST`
  const [four] = addresses.filter((address) => familyOf(address) === 4)
  const six = addresses.filter((address) => familyOf(address) === 6)
  // of IPv6 addresses the link-local ones first
  const lines = [
    `${name.padEnd(10)}Link encap:${link}  `,
    ...(four === undefined
      ? []
      : [`inet addr:${addressOf(four)}  ${broadcast(device, four)}Mask:${maskText(lengthOf(four))}`]),
    ...six
      .toSorted((a, b) => Number(isLocalLink(b)) - Number(isLocalLink(a)))
      .map((address) => `inet6 addr: ${address} Scope:${scopeOf(device, address)}`),
    `${flags}  MTU:${mtu}  Metric:1`,
    'RX packets:0 errors:0 dropped:0 overruns:0 frame:0',
    'TX packets:0 errors:0 dropped:0 overruns:0 carrier:0',
    `collisions:0 txqueuelen:${of === null ? 1000 : 0} `,
    'RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)',
  ]
  return `${lines.join('\n          ')}\n\n`
}

const broadcast = ({ of }: Device, address: IpPrefix): string =>
  of === null ? '' : `Bcast:${lastOf(networkOf(address))}  `

const isLocalLink = (address: IpPrefix): boolean => isLinkLocal(addressOf(address))
const scopeOf = ({ of }: Device, address: IpPrefix): string =>
  of === null ? 'Host' : isLocalLink(address) ? 'Link' : 'Global'
