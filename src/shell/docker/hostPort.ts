/** An address and a port as Go's net.JoinHostPort writes them. */

export const hostPort = (address: string, port: string | number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
