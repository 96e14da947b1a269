// Texts and exit codes are those of docker's client against a real engine.
import { beforeEach, describe, expect, it } from 'vitest'
import { createLab, type Lab } from '../../../src/shell/lab/lab.js'

let lab: Lab
const docker = (line: string) => lab.docker('h1', line)
beforeEach(() => {
  lab = createLab()
})

describe('docker', () => {
  it('prints an id for what it makes, and a name for what it is done to', () => {
    expect(docker('network create net1').stdout).toMatch(/^[0-9a-f]{64}\n$/)
    expect(docker('run -d --name web1 --network net1 alpine httpd -f').stdout).toMatch(/^[0-9a-f]{64}\n$/)
    expect(docker('stop web1')).toEqual({ exit: 0, stdout: 'web1\n', stderr: '' })
    expect(docker('rm web1')).toEqual({ exit: 0, stdout: 'web1\n', stderr: '' })
    expect(docker('network rm net1')).toEqual({ exit: 0, stdout: 'net1\n', stderr: '' })
  })

  it('goes on after an error, and says which it was', () => {
    docker('run -dit --name ctr2 alpine ash')
    expect(docker('stop -t 0 nosuch ctr2 nosuch2')).toEqual({
      exit: 1,
      stdout: 'ctr2\n',
      stderr:
        'Error response from daemon: No such container: nosuch\nError response from daemon: No such container: nosuch2\n',
    })
    expect(docker('start ctr2 nosuch')).toEqual({
      exit: 1,
      stdout: 'ctr2\n',
      stderr:
        'Error response from daemon: No such container: nosuch\nError: failed to start containers: nosuch\n',
    })
    expect(docker('rm -f nosuch ctr2')).toEqual({
      exit: 0,
      stdout: 'ctr2\n',
      stderr: 'Error response from daemon: No such container: nosuch\n',
    })
  })

  it('leaves a container behind that could not start', () => {
    expect(docker('run -d --name web2 --network nosuch alpine ash')).toEqual({
      exit: 125,
      stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/),
      stderr:
        "docker: Error response from daemon: failed to set up container networking: network nosuch not found\n\nRun 'docker run --help' for more information\n",
    })
    expect(docker('ps -a --format "{{.Names}} {{.Status}}"').stdout).toBe('web2 Created\n')
  })

  it('asks for a terminal only where one is needed', () => {
    docker('run -dit --name ctr1 alpine ash')
    expect(docker('exec -it ctr1 hostname')).toEqual({
      exit: 1,
      stdout: '',
      stderr: 'the input device is not a TTY\n',
    })
    const terminal = createLab({ terminal: true })
    terminal.docker('h1', 'run -dit --name ctr1 alpine ash')
    expect(terminal.docker('h1', 'exec -it ctr1 hostname').exit).toBe(0)
  })

  it('inspects whatever has the name, and says what is not there', () => {
    docker('network create net1')
    expect(docker('inspect -f "{{.Name}} {{.Driver}}" net1').stdout).toBe('net1 bridge\n')
    expect(docker('inspect nosuch')).toEqual({
      exit: 1,
      stdout: '[]\n',
      stderr: 'Error: No such object: nosuch\n',
    })
    expect(docker('inspect --type container net1').stderr).toBe(
      'Error response from daemon: No such container: net1\n',
    )
    expect(docker('inspect --type volume foo').stderr).toBe(
      'Error response from daemon: get foo: no such volume\n',
    )
    expect(docker('inspect --type image foo').stderr).toBe(
      'Error response from daemon: No such image: foo:latest\n',
    )
    expect(docker('network inspect -f "{{.Name" net1')).toEqual({
      exit: 64,
      stdout: '',
      stderr: 'template parsing error: template: :1: unclosed action\n',
    })
  })

  it('falls back to the raw document where Go has types of its own', () => {
    docker('run -d --name web1 -p 8080:80 alpine httpd -f -p 80 -h /etc')
    const ports = (format: string) => docker(`inspect -f '${format}' web1`).stdout
    expect(ports('{{index .NetworkSettings.Ports "80/tcp"}}')).toBe(
      '[map[HostIp:0.0.0.0 HostPort:8080] map[HostIp::: HostPort:8080]]\n',
    )
    expect(ports('{{(index (index .NetworkSettings.Ports "80/tcp") 0).HostPort}}')).toBe('8080\n')
    expect(ports('{{range $p, $b := .NetworkSettings.Ports}}{{$p}} {{$b}}{{end}}')).toBe(
      '80/tcp [{0.0.0.0 8080} {:: 8080}]\n',
    )
  })

  it('lists as tables, lines and JSON', () => {
    docker('run -d --name web1 -p 8080:80 alpine httpd -f -p 80 -h /etc')
    expect(docker('ps').stdout).toMatch(
      /^CONTAINER ID {3}IMAGE {5}COMMAND {18}CREATED +STATUS +PORTS +NAMES\n[0-9a-f]{12} {3}alpine {4}"httpd -f -p 80 -h \/…" +\d+ seconds? ago +Up .* 0\.0\.0\.0:8080->80\/tcp, \[::\]:8080->80\/tcp {3}web1\n$/,
    )
    expect(docker('network ls --format "{{.Name}}"').stdout).toBe('bridge\nhost\nnone\n')
    expect(docker('ps --format json').stdout).toMatch(
      /^\{"Command":"\\"httpd -f -p 80 -h \/…\\"","CreatedAt":"2026-01-01 00:00:\d\d \+0000 UTC","ID":"[0-9a-f]{12}","Image":"alpine","Labels":"","LocalVolumes":"0","Mounts":"","Names":"web1","Networks":"bridge","Platform":null,"Ports":/,
    )
    expect(docker('port web1').stdout).toBe('80/tcp -> 0.0.0.0:8080\n80/tcp -> [::]:8080\n')
    expect(docker('port web1 abc').stderr).toBe(
      'Error: invalid port (abc): strconv.ParseUint: parsing "abc": invalid syntax\n',
    )
  })

  it('says what is not modelled', () => {
    expect(docker('image ls')).toMatchObject({
      exit: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^cnm-sim: 'docker image' is not modelled\. What is: attach, create, .*; network connect, create, /,
      ),
    })
    expect(docker('volume ls').stderr).toMatch(/^cnm-sim: 'docker volume' is not modelled/)
  })

  it('says only how to exec when asked to attach', () => {
    docker('run -dit --name ctr1 alpine ash')
    expect(docker('attach ctr1').stderr).toMatch(/docker exec ctr1 ip addr show\n$/)
    docker('stop -t 0 ctr1')
    expect(docker('attach ctr1').stderr).toBe('You cannot attach to a stopped container, start it first\n')
  })
})
