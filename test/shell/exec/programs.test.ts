// The expected outputs are those of busybox in a container of a real engine, with the round trips made equal.
import { describe, expect, it } from 'vitest'
import { createLab } from '../../../src/shell/lab/lab.js'

const lab = createLab()
lab.docker('h1', 'network create net1')
const web = lab
  .docker('h1', 'run -d --name web1 --network net1 alpine httpd -f -p 80 -h /etc')
  .stdout.slice(0, 12)
const own = lab.docker('h1', 'run -dit --name ctr2 --network net1 -e FOO=bar alpine ash').stdout.slice(0, 12)
const exec = (line: string) => lab.docker('h1', `exec ctr2 ${line}`)

describe('programs in a container', () => {
  it('route and netstat -r', () => {
    const head = 'Kernel IP routing table\nDestination     Gateway         Genmask         Flags '
    expect(exec('route -n').stdout).toBe(
      `${head}Metric Ref    Use Iface\n0.0.0.0         172.18.0.1      0.0.0.0         UG    0      0        0 eth0\n172.18.0.0      0.0.0.0         255.255.0.0     U     0      0        0 eth0\n`,
    )
    expect(exec('netstat -r').stdout).toBe(
      `${head}  MSS Window  irtt Iface\ndefault         172.18.0.1      0.0.0.0         UG        0 0          0 eth0\n172.18.0.0      *               255.255.0.0     U         0 0          0 eth0\n`,
    )
  })

  it('netstat lists servers, the resolver among them', () => {
    expect(lab.docker('h1', 'exec web1 netstat -tln').stdout).toBe(
      'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       \ntcp        0      0 127.0.0.11:40053        0.0.0.0:*               LISTEN      \ntcp        0      0 :::80                   :::*                    LISTEN      \n',
    )
    expect(exec('netstat -i').stderr).toMatch(
      /^netstat: invalid option -- 'i'\nBusyBox v1.38.0 .*\n\nUsage: netstat /,
    )
  })

  it('ifconfig', () => {
    expect(exec('ifconfig eth0').stdout).toMatch(
      /^eth0 {6}Link encap:Ethernet {2}HWaddr [0-9A-F:]{17} {2}\n {10}inet addr:172\.18\.0\.3 {2}Bcast:172\.18\.255\.255 {2}Mask:255\.255\.0\.0\n {10}UP BROADCAST RUNNING MULTICAST {2}MTU:1500 {2}Metric:1\n/,
    )
    expect(exec('ifconfig eth9').stderr).toBe(
      'ifconfig: eth9: error fetching interface information: Device not found\n',
    )
  })

  it('traceroute names who the hop limit ran out at, and who has no route', () => {
    expect(exec('traceroute -n -q 1 -m 5 google.com').stdout).toBe(
      'traceroute to google.com (198.51.100.7), 5 hops max, 46 byte packets\n 1  172.18.0.1  0.080 ms\n 2  198.51.100.7  0.080 ms\n',
    )
    expect(exec('traceroute -n -q 1 -m 5 203.0.113.9').stdout).toBe(
      'traceroute to 203.0.113.9 (203.0.113.9), 5 hops max, 46 byte packets\n 1  172.18.0.1  0.080 ms\n 2  192.0.2.1  0.080 ms !N\n',
    )
    expect(exec('traceroute -n -q 1 -m 2 172.18.0.77').stdout).toBe(
      'traceroute to 172.18.0.77 (172.18.0.77), 2 hops max, 46 byte packets\n 1  *\n 2  *\n',
    )
  })

  it('nc, sh -c, and small ones', () => {
    expect(exec('nc web1 80').exit).toBe(0)
    expect(exec('nc web1 81').stderr).toBe(
      "nc: can't connect to remote host (172.18.0.2): Connection refused\n",
    )
    expect(exec('sh -c "hostname -i"').stdout).toBe('172.18.0.3\n')
    expect(exec('sh -c "exit 3"').exit).toBe(3)
    expect(exec('sh -c "ping web1 | head"').stderr).toMatch(/only one simple command is modelled/)
    expect(exec('grep nameserver /etc/resolv.conf').stdout).toBe('nameserver 127.0.0.11\n')
    expect(exec('tail -n 1 /etc/hosts').stdout).toBe(`172.18.0.3\t${own}\n`)
    expect(exec('id -u').stdout).toBe('0\n')
    expect(lab.docker('h1', 'exec -w /etc -e A=B ctr2 pwd').stdout).toBe('/etc\n')
    expect(exec('vi x').stderr).toMatch(/^cnm-sim: vi is not modelled/)
    expect(exec('nosuch').exit).toBe(127)
  })

  it('what a container was made for is run when it ends at once, and logged', () => {
    const pinged = lab.docker('h1', 'run --name once --network net1 alpine ping -c 1 web1')
    expect(pinged).toMatchObject({ exit: 0, stderr: '' })
    expect(pinged.stdout).toMatch(/^PING web1 \(172\.18\.0\.2\)/)
    expect(lab.docker('h1', 'logs once').stdout).toBe(pinged.stdout)
    expect(lab.docker('h1', 'run --rm alpine ping -c 1 web1')).toMatchObject({
      exit: 1,
      stdout: '',
      stderr: "ping: bad address 'web1'\n",
    })
  })

  it('ping', () => {
    expect(exec('ping -c 1 -W 1 web1')).toEqual({
      exit: 0,
      stdout:
        'PING web1 (172.18.0.2): 56 data bytes\n64 bytes from 172.18.0.2: seq=0 ttl=64 time=0.080 ms\n\n--- web1 ping statistics ---\n1 packets transmitted, 1 packets received, 0% packet loss\nround-trip min/avg/max = 0.080/0.080/0.080 ms\n',
      stderr: '',
    })
    expect(exec('ping -c 2 -W 1 172.18.0.99')).toEqual({
      exit: 1,
      stdout:
        'PING 172.18.0.99 (172.18.0.99): 56 data bytes\n\n--- 172.18.0.99 ping statistics ---\n2 packets transmitted, 0 packets received, 100% packet loss\n',
      stderr: '',
    })
    expect(exec('ping -c 1 2001:db8::1')).toEqual({
      exit: 1,
      stdout: 'PING 2001:db8::1 (2001:db8::1): 56 data bytes\n',
      stderr: 'ping: sendto: Network is unreachable\n',
    })
    expect(exec('ping -c 1 -6 web1')).toEqual({ exit: 1, stdout: '', stderr: "ping: bad address 'web1'\n" })
    expect(exec('ping -c').stderr).toMatch(/^ping: option requires an argument -- 'c'/)
  })

  it.each([
    ['ip r', 'default via 172.18.0.1 dev eth0 \n172.18.0.0/16 dev eth0 scope link  src 172.18.0.3 \n'],
    ['ip -6 route', ''],
    ['ip route get 192.0.2.50', '192.0.2.50 via 172.18.0.1 dev eth0  src 172.18.0.3 \n    cache \n'],
    ['ip route get 172.18.0.2', '172.18.0.2 dev eth0  src 172.18.0.3 \n    cache \n'],
    ['ip route get 127.0.0.1', 'local 127.0.0.1 dev lo  src 127.0.0.1 \n    cache \n'],
    ['cat /sys/class/net/eth0/operstate', 'up\n'],
    ['cat /etc/hostname', `${own}\n`],
    ['hostname', `${own}\n`],
    ['hostname -i', '172.18.0.3\n'],
    ['hostname -d', ''],
    ['wget -qO- http://web1/hostname', `${web}\n`],
    [
      'env',
      `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nHOSTNAME=${own}\nFOO=bar\nHOME=/root\n`,
    ],
    [
      'nslookup web1',
      'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\n\nNon-authoritative answer:\nName:\tweb1\nAddress: 172.18.0.2\n\n',
    ],
    [
      'nslookup google.com',
      'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nName:\tgoogle.com\nAddress: 2001:db8:ffff::7\n\nName:\tgoogle.com\nAddress: 198.51.100.7\n\n',
    ],
    [
      'nslookup 172.18.0.2',
      'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\n2.0.18.172.in-addr.arpa\tname = web1.net1\n\n',
    ],
    [
      'nslookup -type=aaaa web1',
      'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\n\n',
    ],
  ])('%s', (line, stdout) => {
    expect(exec(line)).toEqual({ exit: 0, stdout, stderr: '' })
  })

  it.each([
    [
      'nslookup nosuch',
      1,
      "Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\n** server can't find nosuch: NXDOMAIN\n\n** server can't find nosuch: NXDOMAIN\n\n",
      '',
    ],
    ['wget -q -O - http://web1/nosuch', 1, '', 'wget: server returned error: HTTP/1.1 404 Not Found\n'],
    [
      'wget http://web1:81/',
      1,
      '',
      "Connecting to web1:81 (172.18.0.2:81)\nwget: can't connect to remote host (172.18.0.2): Connection refused\n",
    ],
    ['wget -T 2 http://nosuch/', 1, '', "wget: bad address 'nosuch'\n"],
    ['ip addr show nosuch', 1, '', "ip: can't find device 'nosuch'\n"],
    ['cat /etc/nosuch', 1, '', "cat: can't open '/etc/nosuch': No such file or directory\n"],
    ['hostname newname', 1, '', 'hostname: sethostname: Operation not permitted\n'],
    [
      'foo',
      127,
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "foo": executable file not found in $PATH\r\n',
      '',
    ],
    [
      '/bin/foo',
      127,
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "/bin/foo": stat /bin/foo: no such file or directory\r\n',
      '',
    ],
  ])('%s fails', (line, exit, stdout, stderr) => {
    expect(exec(line)).toEqual({ exit, stdout, stderr })
  })

  it('shows links and addresses as they are on the engine', () => {
    expect(exec('ip -4 addr show').stdout).toMatch(
      /^1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n {4}inet 127\.0\.0\.1\/8 scope host lo\n {7}valid_lft forever preferred_lft forever\n2: eth0@if\d+: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1500 qdisc noqueue \n {4}inet 172\.18\.0\.3\/16 brd 172\.18\.255\.255 scope global eth0\n {7}valid_lft forever preferred_lft forever\n$/,
    )
    expect(exec('ip link show eth0').stdout).toMatch(
      /^2: eth0@if\d+: .*\n {4}link\/ether (..:){5}.. brd ff:ff:ff:ff:ff:ff\n$/,
    )
  })
})
