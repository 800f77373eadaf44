"""What compose.yaml, the Dockerfile and the units of systemd must say. `make test-production` starts them for real."""

import configparser
import re

import pytest
import yaml

from tests.running_site import TOP

COMPOSE = yaml.safe_load((TOP / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (TOP / "Dockerfile").read_text()
UNITS = TOP / "docs" / "systemd"
BASES = [
    word for line in DOCKERFILE.splitlines() if line.startswith("ARG ") for word in re.findall(r"_IMAGE=(\S+)", line)
]
RUNNING = sorted(set(SERVICES) - {"migrate", "backup"})


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_holds_no_privilege_and_writes_only_where_it_is_let(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
    assert not {"privileged", "cap_add", "network_mode", "pid"} & set(service)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_limits(name):
    service = SERVICES[name]
    assert {"mem_limit", "cpus", "pids_limit"} <= set(service)
    assert {"max-size", "max-file"} <= set(service["logging"]["options"])
    assert all("size=" in mount for mount in service["tmpfs"])


@pytest.mark.parametrize("name", RUNNING)
def test_a_service_is_looked_after(name):
    assert SERVICES[name]["restart"] == "always"
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_only_nginx_is_reached_from_outside_and_only_the_worker_and_a_backup_reach_out():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    outside = sorted(name for name, service in SERVICES.items() if "outside" in service["networks"])
    assert outside == ["backup", "nginx", "worker"]
    assert SERVICES["nginx"]["networks"] == ["outside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_nginx_reads_documents_and_changes_none():
    assert "data:/srv/portal/data:ro" in SERVICES["nginx"]["volumes"]


def test_the_backups_are_reached_by_commands_alone_and_by_no_process_that_stays():
    reaching = [
        name for name, service in SERVICES.items() if any(":/backups" in at for at in service.get("volumes", ()))
    ]
    assert reaching == ["backup"]
    assert (SERVICES["backup"]["profiles"], SERVICES["backup"]["restart"]) == (["backup"], "no")
    assert SERVICES["backup"]["environment"] == SERVICES["migrate"]["environment"]


def test_images_are_pinned_to_a_version():
    named = [service["image"] for service in SERVICES.values() if "build" not in service]
    pinned = BASES + [re.search(r":-(.+)}", image)[1] for image in named]
    assert len(pinned) == 4
    for image in pinned:
        assert re.search(r":\d+\.\d+(\.\d+)?-", image), image


def test_the_images_end_as_nobodys_root_and_without_a_compiler():
    stages = DOCKERFILE.split("\nFROM ")[1:]
    for stage in stages[1:]:
        assert re.findall(r"^USER (.+)$", stage, re.MULTILINE)[-1] == "10001:10001"
        assert "STOPSIGNAL" in stage
        assert re.search(r"^CMD \[", stage, re.MULTILINE)
    assert not re.search(r"\b(gcc|build-essential|-dev)\b", DOCKERFILE)
    assert "--require-hashes" in DOCKERFILE


def unit(name):
    read = configparser.RawConfigParser(strict=False, delimiters=["="], comment_prefixes=["#"])
    read.optionxform = str
    read.read(UNITS / name)
    return read


def test_every_unit_is_confined():
    said = unit("portal-.service.d/confined.conf")["Service"]
    wanted = {
        "User": "portal",
        "ProtectSystem": "strict",
        "PrivateTmp": "yes",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "SystemCallFilter": "@system-service",
        "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
    }
    assert {name: said[name] for name in wanted} == wanted


@pytest.mark.parametrize("path", sorted(UNITS.glob("portal-*.service")), ids=lambda path: path.name)
def test_a_unit_has_limits_and_loosens_nothing(path):
    assert path.name.startswith("portal-")  # or the folder of what is true of all is not read
    own = unit(path.name)["Service"]
    assert {"MemoryMax", "TasksMax"} <= set(own)
    assert not {name for name in own if name.startswith(("Protect", "Private", "User", "SystemCall", "NoNew"))}
    if own.get("Type") != "oneshot":
        assert (own["Restart"], own["KillMode"]) == ("always", "mixed")


def test_a_name_server_that_does_not_answer_is_given_up_soon():
    assert 'RES_OPTIONS="timeout:1 attempts:2"' in DOCKERFILE
    assert 'Environment="RES_OPTIONS=timeout:1 attempts:2"' in (UNITS / "portal-.service.d/confined.conf").read_text()


@pytest.mark.parametrize(("name", "restart"), [("nginx", "always"), ("postgresql@", "on-failure")])
def test_what_debian_does_not_start_again_when_it_is_killed_is_started_again(name, restart):
    said = unit(f"{name}.service.d/portal.conf")
    assert said["Service"]["Restart"] == restart
    assert said["Unit"]["StartLimitIntervalSec"] == "0"


def test_the_target_starts_what_the_composition_starts():
    wanted = unit("portal.target")["Unit"]["Wants"].split()
    assert wanted == ["portal-web@1.service", "portal-web@2.service", "portal-worker.service", "portal-clock.service"]
    rules = (TOP / "docs" / "nginx" / "portal" / "http.conf").read_text()
    for number in "12":
        socket = f"/run/portal/web{number}.sock"
        assert f"server unix:{socket} max_fails=0;" in rules
        assert SERVICES[f"web{number}"]["environment"]["PORT"] == socket
    assert "Environment=HOST=unix PORT=/run/portal/web%i.sock" in (UNITS / "portal-web@.service").read_text()
