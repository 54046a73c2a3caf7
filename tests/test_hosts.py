"""Which hosts are of the public internet, in every form in which they are written."""

import ipaddress
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscrawl.hosts import Reach, is_public, literal_address

PUBLIC = ("1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "169.253.9.9",
          "223.255.255.255", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450:400e::200e", "::ffff:93.184.216.34",
          "64:ff9b::93.184.216.34", "2002:5db8:d822::1")  # fmt: skip
NOT_PUBLIC = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.168.1.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "100::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:10.0.0.1", "::127.0.0.1",
    "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::10.0.0.1", "2002:7f00:1::1", "2002:c0a8:101::1",
    "2001:0:7f00:1::1",  # Teredo
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address):
    assert is_public(ipaddress.ip_address(address))
    assert Reach().allows(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address):
    assert not is_public(ipaddress.ip_address(address))
    assert not Reach().allows(address)
    assert not Reach().allows_host(f"[{address}]" if ":" in address else address)
    assert Reach.parse("yes").allows(address)


@given(st.integers(0, 2**32 - 1))
def test_what_python_calls_private_is_never_public(number):
    address = ipaddress.IPv4Address(number)
    if not address.is_global or address.is_multicast or address.is_reserved:
        assert not is_public(address)
    assert is_public(address) == is_public(ipaddress.IPv6Address(f"::ffff:{address}"))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001",
     "127.0.0.1.", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "１２７.０.０.１", "①②⑦.0.0.1", "127。0。0。1", "0X7F.1"],
)  # fmt: skip
def test_forms_of_one_address(host):
    literal = literal_address(host)
    assert literal is not None
    assert not Reach().allows_host(host)
    assert Reach.parse("127.0.0.0/8").allows_host(host)
    assert not Reach.parse("10.0.0.0/8").allows_host(host)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST", "localhost.", "news.localhost", "[fe80::1%25eth0]"]
)
def test_this_machine_by_name(host):
    assert not Reach().allows_host(host)
    assert Reach.parse("1").allows_host(host)


@pytest.mark.parametrize(
    "host", ["www.nd.nl", "127.0.0.1.nip.io", "localhost.blad.nl", "mylocalhost", "1.1.1.1", "10.nl", "0x7f.nl", "127.0.0.256", ""]
)  # fmt: skip
def test_names_are_judged_when_they_are_resolved(host):
    assert Reach().allows_host(host)


@given(st.text(max_size=40))
@example("\x00")
@example("127.0.0.1 x")
def test_no_host_breaks_it(text):
    Reach().allows_host(text)
    try:
        host = urlsplit(f"http://{text}/").hostname
    except ValueError:
        return
    Reach().allows_host(host or "")


@pytest.mark.parametrize("value", [True, "yes", "YES", " true ", "1", 1])
def test_everything_is_allowed(value):
    assert Reach.parse(value).allows("169.254.169.254")
    assert Reach.parse(value).allows("::1")


@pytest.mark.parametrize("value", [False, "no", "No", "false", "0", 0, ""])
def test_nothing_is_allowed(value):
    assert Reach.parse(value) == Reach()


def test_some_networks_are_allowed():
    reach = Reach.parse("127.0.0.1, 10.1.0.0/16,fd00::/8")
    assert all(map(reach.allows, ["127.0.0.1", "10.1.2.3", "fd00::9", "::ffff:127.0.0.1", "1.1.1.1"]))
    assert not any(map(reach.allows, ["127.0.0.2", "10.2.0.1", "::1", "fe80::1", "169.254.169.254"]))


@pytest.mark.parametrize(
    "value", ["maybe", "2", "localhost", "127.0.0.1;::1", "10.1.0.1/16", "127.0.0.1,", "ja", None]
)
def test_what_it_is_not(value):
    with pytest.raises(
        ValueError, match="NEWSCRAWL_PRIVATE_ADDRESSES: expected yes, no, or addresses"
    ) as raised:
        Reach.parse(value)
    assert str(raised.value).endswith(f"got {value!r}")
