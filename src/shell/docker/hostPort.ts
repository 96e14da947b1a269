/** An address and a port as Go's net.JoinHostPort writes them. */

/** `0.0.0.0:8080`, `[::]:8080`; whether it is IPv6 is told by a colon, as in Go. */
export const hostPort = (address: string, port: string | number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
