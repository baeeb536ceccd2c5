/** Hosts as an attacker writes them to get inside: for tests. `known.example` is approved and public. */
export const SSRF_SPELLINGS: readonly string[] = [
  // Loopback, as IPv4 in every spelling that some parser takes
  "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.0x0.0x0.0x1", "0x7f.1", "0177.0.0.1", "017700000001", "127.000.000.001", "127.0.0.1.",
  "0", "0.0.0.0", "0x0", "00", "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "%31%32%37.0.0.1", "127.0.0.%31", "127.0.0.1%00", "127.0.0.1%20",
  // … and as IPv6
  "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:0:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]",
  "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::1]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd00::1]", "[fd00:ec2::254]", "[ff02::1]", "[100::1]", "[2001:db8::1]", "[5f00::1]",
  // Private, shared, link-local, metadata, multicast, reserved
  "10.0.0.1", "10.1", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "169.254.43518", "0xa9fea9fe", "0xA9.0xFE.0xA9.0xFE", "2852039166",
  "0251.0376.0251.0376", "0251.254.169.254", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
  // Names that lead inside
  "localhost", "LOCALHOST", "localhost.", "foo.localhost", "localhost.localdomain", "loc%61lhost", "ｌocalhost", "metadata", "metadata.google.internal", "kubernetes.default.svc.cluster.local", "host.docker.internal",
  "router.home.arpa", "1.0.0.127.in-addr.arpa", "printer.local", "db.intranet", "x.onion",
  // The approved name beside the real goal
  "known.example@127.0.0.1", "known.example:80@127.0.0.1", "127.0.0.1@known.example", "known.example%40127.0.0.1", "known.example\\@127.0.0.1", "127.0.0.1\\@known.example", "127.0.0.1#@known.example",
  "127.0.0.1?@known.example", "known.example.127.0.0.1", "known.example%2f@127.0.0.1", "known.example%00.evil.example", "known.example.", "known.example:22", "known.example:5432", "known.example:0", "known.example:65536",
  "known.example:080@127.0.0.1:80", "[::1]@known.example", "known.example,127.0.0.1", "known.example 127.0.0.1", "known.example\t@127.0.0.1",
];

/** What a name may resolve to that no API may reach. */
export const INSIDE_ADDRESSES: readonly string[] = [
  "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.254", "100.100.100.200", "169.254.169.254", "169.254.0.1", "172.16.0.1", "172.31.255.254", "192.0.0.192", "192.0.2.1",
  "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.254", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
  "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:93.184.215.14", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::5db8:d70e", "64:ff9b:1::7f00:1", "100::1", "2001::1", "2001:0:7f00:1::1",
  "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:a9fe:a9fe::1", "3fff::1", "5f00::1", "fc00::1", "fd00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "ff02::1", "ff05::2",
  "not an address", "", "127.1", "0x7f.1", "2130706433",
];
/** And what it may: the twins. */
export const OUTSIDE_ADDRESSES: readonly string[] = ["1.1.1.1", "8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.0.1.1", "223.255.255.254", "2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450::1", "2003::1"];
