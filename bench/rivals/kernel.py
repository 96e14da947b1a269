"""Linux itself: raw ICMP echoes between network namespaces, and the same world in Mininet. Runs inside `unshare -n -m`.

Reads one JSON object: {"do": "ask", "paths", "pairs"} or {"do": "mininet", "bridges", "containers", "pairs"}; a pair is
[number of the container that asks, address]. Writes one JSON object: verdicts, and seconds.
"""
import ctypes, json, os, select, socket, struct, sys, time

NET = 0x40000000  # CLONE_NEWNET
RAW_FILTER, ONLY_REPLIES = (255, 1), struct.pack("I", ~1 & 0xFFFFFFFF)  # SOL_RAW, ICMP_FILTER
libc = ctypes.CDLL(None, use_errno=True)


def enter(path):
    with open(path) as file:
        if libc.setns(file.fileno(), NET) != 0:
            raise OSError(ctypes.get_errno(), "setns " + path)


def sockets(paths, askers):
    """A raw ICMP socket in each namespace; a process may have sockets in many."""
    opened = {}
    for asker in sorted(askers):
        enter(paths[asker])
        opened[asker] = sock = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
        sock.setsockopt(*RAW_FILTER, ONLY_REPLIES)
    return opened


def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total & 0xFFFF) + (total >> 16)
    return ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF


def echo(identifier, sequence):
    body = struct.pack("!BBHHH", 8, 0, 0, identifier, sequence) + b"cnm-sim-"
    return body[:2] + struct.pack("!H", checksum(body)) + body[4:]


def verdicts(opened, pairs):
    """One echo each, all at once; what has not come back a second later does not come back."""
    for number, (asker, address) in enumerate(pairs):
        try:
            opened[asker].sendto(echo(1, number), (address, 0))
        except OSError:
            pass  # its own kernel knows no way
        if number % 50 == 49:
            time.sleep(0.002)  # for the queues
    reached = set()
    poll = select.poll()
    by_number = {sock.fileno(): sock for sock in opened.values()}
    for number in by_number:
        poll.register(number, select.POLLIN)
    until = time.monotonic() + 1
    while time.monotonic() < until:
        for number, _ in poll.poll(100):
            data = by_number[number].recv(256)
            reached.add(struct.unpack("!H", data[26:28])[0])
    return [number in reached for number in range(len(pairs))]


def warm_echo(opened, pairs, rounds=20):
    """Seconds an echo takes there and back: the least of the rounds, over all pairs, when every neighbour is known."""
    asked = [(opened[asker], (address, 0)) for asker, address in pairs]
    packet, best = echo(2, 1), float("inf")
    for sock, _ in asked:
        sock.settimeout(None)
    for _ in range(rounds):
        start = time.perf_counter()
        for sock, to in asked:
            sock.sendto(packet, to)
            sock.recv(256)
        best = min(best, time.perf_counter() - start)
    return best / len(asked)


def refused(opened, pair):
    """Seconds until `ping -W 1` would give up."""
    asker, address = pair
    opened[asker].settimeout(1)
    start = time.perf_counter()
    try:
        opened[asker].sendto(echo(3, 1), (address, 0))
        opened[asker].recv(256)
        raise SystemExit("an echo came back that should not")
    except OSError:
        return time.perf_counter() - start


def ask(paths, pairs):
    opened = sockets(paths, {asker for asker, _ in pairs})
    answers = verdicts(opened, pairs)
    near = [pair for pair, reached in zip(pairs, answers) if reached]
    far = [pair for pair, reached in zip(pairs, answers) if not reached]
    return {"verdicts": answers, "echo": warm_echo(opened, near), "refused": refused(opened, far[0])}


def mininet(bridges, containers, pairs):
    from mininet.net import Mininet
    from mininet.nodelib import LinuxBridge
    from mininet.log import setLogLevel

    setLogLevel("critical")
    start = time.perf_counter()
    net = Mininet(switch=LinuxBridge, controller=None, build=False, autoSetMacs=True)
    try:
        switches = [net.addSwitch("s%d" % (i + 1)) for i in range(bridges)]
        hosts = []
        for number, (bridge, address) in enumerate(containers):
            hosts.append(net.addHost("c%d" % number, ip=address))
            net.addLink(hosts[-1], switches[bridge])
        net.build()
        net.start()
        took = time.perf_counter() - start
        opened = sockets(["/proc/%d/ns/net" % host.pid for host in hosts], {asker for asker, _ in pairs})
        return {"verdicts": verdicts(opened, pairs), "build": took}
    finally:
        enter(HOME)
        net.stop()


HOME = "/proc/%d/ns/net" % os.getppid()
request = json.load(sys.stdin)
if request.pop("do") == "mininet":
    print(json.dumps(mininet(**request)))
else:
    print(json.dumps(ask(**request)))
