/** busybox's `cat`, for the files that networking makes. There are no others here. */
import { hostsText, resolvText } from '../../reach/files.js'
import { devicesOf } from '../../reach/print/device.js'
import { hostnameOf } from './hostname.js'
import { failure, type Inside, type Program } from './program.js'

/**
 * Files that are there are printed, whatever others are not; exit 1 when any was missing. Without a path there is
 * no input.
 */
export const catProgram: Program = (inside, args) => {
  const paths = args.filter((arg) => !arg.startsWith('-'))
  if (paths.length === 0)
    return failure('cat: which file? /etc/hosts, /etc/resolv.conf and /etc/hostname are there')
  const files = paths.map((path) => ({ path, text: fileText(inside, path) }))
  const missing = files.filter(({ text }) => text === undefined)
  return {
    exit: missing.length > 0 ? 1 : 0,
    stdout: files.map(({ text }) => text ?? '').join(''),
    stderr: missing.map(({ path }) => `cat: can't open '${path}': No such file or directory\n`).join(''),
  }
}

/** The text of a file that networking makes; undefined: it is not there. */
export function fileText(inside: Inside, path: string): string | undefined {
  const { world, asker } = inside
  // made anew at every look, from the world: nobody can write into them
  switch (path) {
    case '/etc/hosts':
      return hostsText(world, asker)
    case '/etc/resolv.conf':
      return resolvText(world, asker)
    case '/etc/hostname':
      return `${hostnameOf(inside)}\n`
    // the neighbour cache is always empty here: the head of its table is all
    case '/proc/net/arp':
      return 'IP address       HW type     Flags       HW address            Mask     Device\n'
    case '/proc/sys/net/ipv4/ip_forward':
      return `${inside.namespace.forwarding ? 1 : 0}\n`
    default:
      return deviceFile(inside, path)
  }
}

/** /sys/class/net/DEVICE/address, mtu and operstate. */
function deviceFile({ plane, namespace }: Inside, path: string): string | undefined {
  const [, name, file] = /^\/sys\/class\/net\/([^/]+)\/(address|mtu|operstate)$/.exec(path) ?? []
  const device = devicesOf(plane, namespace).find((each) => each.name === name)
  if (device === undefined) return undefined
  if (file === 'address') return `${device.of?.mac ?? '00:00:00:00:00:00'}\n`
  if (file === 'mtu') return `${device.mtu}\n`
  return device.of === null ? 'unknown\n' : device.carrier ? 'up\n' : 'down\n'
}
