//! What the program is made of besides its own code: how many packages, under which licences, for which
//! compiler, each for a reason; and none that speaks to a network.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path, process::Command};

/// Packages in the program and what builds it, on this platform, without ours. A new one lifts this by
/// hand, and says in its commit why.
const MOST_IN_THE_PROGRAM: usize = 130;
/// Packages in Cargo.lock: every platform, tests, and what is optional and never built.
const MOST_IN_ALL: usize = 325;

/// Licences under which a package can be used here as it is.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "WTFPL",
    "Zlib",
];

/// Packages that open connections, speak a protocol of a network, or encrypt one. `mio` is not here: it
/// came with crossterm, which waits with it for keys; it could make sockets, and the program in the end
/// makes none (see `the_program_cannot_open_a_connection` in tests/sealed.rs).
const NETWORKS: &[&str] = &[
    "actix-web",
    "amqp",
    "async-h1",
    "async-net",
    "async-std",
    "async-tungstenite",
    "attohttpc",
    "awc",
    "aws-config",
    "axum",
    "boring",
    "curl",
    "curl-sys",
    "dns-lookup",
    "embedded-tls",
    "ftp",
    "git2",
    "gix",
    "grpcio",
    "h2",
    "h3",
    "hickory-resolver",
    "http",
    "http-body",
    "httparse",
    "hyper",
    "hyper-rustls",
    "hyper-tls",
    "hyper-util",
    "ipnet",
    "isahc",
    "lettre",
    "libgit2-sys",
    "libssh2-sys",
    "minreq",
    "native-tls",
    "net2",
    "object_store",
    "oauth2",
    "openssl",
    "openssl-sys",
    "opentelemetry",
    "paho-mqtt",
    "pnet",
    "postgres",
    "quinn",
    "redis",
    "reqwest",
    "resolv-conf",
    "rumqttc",
    "russh",
    "rustls",
    "rustls-native-certs",
    "rustls-pki-types",
    "rustls-webpki",
    "s2n-quic",
    "schannel",
    "security-framework",
    "self_update",
    "sentry",
    "smol",
    "smoltcp",
    "socket2",
    "ssh2",
    "surf",
    "suppaftp",
    "tiny_http",
    "tokio",
    "tokio-rustls",
    "tonic",
    "tower-http",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "url",
    "warp",
    "webbrowser",
    "webpki",
    "webpki-roots",
    "websocket",
    "ws2_32-sys",
    "zmq",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cargo(args: &[&str]) -> String {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(args)
        .current_dir(root())
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {args:?}: {err}");
    String::from_utf8(output.stdout).unwrap()
}

/// What is built on this platform, each package as `name version`, without ours.
fn built(edges: &str) -> BTreeSet<String> {
    let tree = cargo(&[
        "tree",
        "--offline",
        "--locked",
        "--edges",
        edges,
        "--prefix",
        "none",
    ]);
    tree.lines()
        .map(|l| {
            l.trim_end_matches(" (*)")
                .trim_end_matches(" (proc-macro)")
                .to_owned()
        })
        .filter(|l| !l.is_empty() && !l.starts_with("breachlens "))
        .collect()
}

/// Every package that Cargo knows of for this platform.
fn packages() -> Vec<Value> {
    let version = cargo(&["version", "--verbose"]);
    let host = version
        .lines()
        .find_map(|l| l.strip_prefix("host: "))
        .unwrap();
    let text = cargo(&[
        "metadata",
        "--offline",
        "--locked",
        "--format-version",
        "1",
        "--filter-platform",
        host,
    ]);
    let metadata: Value = serde_json::from_str(&text).unwrap();
    let packages = metadata["packages"].as_array().unwrap().clone();
    assert!(packages.len() > 100);
    packages
}

fn lock() -> toml::Table {
    // --locked above holds it to Cargo.toml; that it is part of the source is held here.
    let ignored = fs::read_to_string(root().join(".gitignore")).unwrap_or_default();
    assert!(!ignored.contains("Cargo.lock"));
    include_str!("../Cargo.lock").parse().unwrap()
}

fn locked() -> Vec<String> {
    lock()["package"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn packages_stay_few() {
    let program = built("normal,build");
    let all = locked();
    assert!(
        program.len() <= MOST_IN_THE_PROGRAM && all.len() <= MOST_IN_ALL,
        "{} packages in the program and {} in all; is each worth it?\n{program:#?}",
        program.len(),
        all.len()
    );
    // A ceiling that nobody can reach holds nothing.
    assert!(
        program.len() + 10 > MOST_IN_THE_PROGRAM && all.len() + 10 > MOST_IN_ALL,
        "lower the ceilings"
    );
}

#[test]
fn no_package_speaks_to_a_network() {
    let found: Vec<_> = locked()
        .into_iter()
        .filter(|name| NETWORKS.contains(&name.as_str()))
        .collect();
    assert!(found.is_empty(), "{found:?}");
    // Nothing comes from anywhere but the common registry, where it can be looked at.
    for package in lock()["package"].as_array().unwrap() {
        let source = package.get("source").and_then(|s| s.as_str());
        assert!(
            source.is_none_or(|s| s == "registry+https://github.com/rust-lang/crates.io-index"),
            "{package}"
        );
        assert_eq!(
            source.is_some(),
            package.get("checksum").is_some(),
            "{package}"
        );
    }
}

#[test]
fn no_library_of_the_terminal_stands_twice() {
    let all = locked();
    for library in [
        "ratatui",
        "ratatui-core",
        "ratatui-crossterm",
        "ratatui-widgets",
        "crossterm",
    ] {
        assert_eq!(all.iter().filter(|n| *n == library).count(), 1, "{library}");
    }
}

/// Whether one of the alternatives of a licence can be used: `A OR (B AND C)`, also with the old slash.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // No licence here nests deeper than alternatives before what is required besides.
    spaced
        .split(" AND ")
        .all(|all| all.split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

#[test]
fn every_licence_can_be_used() {
    assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0") && is_allowed("Unlicense/MIT"));
    assert!(!is_allowed("GPL-3.0") && !is_allowed("MIT AND GPL-3.0") && !is_allowed(""));
    let refused: Vec<String> = packages()
        .iter()
        .filter(|p| !is_allowed(p["license"].as_str().unwrap_or_default()))
        .map(|p| format!("{} {}: {}", p["name"], p["version"], p["license"]))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

fn version(text: &str) -> [u32; 3] {
    let mut numbers = text.split('.').map(|n| n.parse().unwrap());
    std::array::from_fn(|_| numbers.next().unwrap_or(0))
}

/// Our own code is held to it by clippy (`incompatible_msrv`, in `.ci/run`), the packages here.
#[test]
fn nothing_needs_a_newer_compiler_than_is_declared() {
    let packages = packages();
    let ours = packages.iter().find(|p| p["name"] == "breachlens").unwrap();
    let declared = version(ours["rust_version"].as_str().unwrap());
    let built = built("normal,build,dev");
    let newer: Vec<String> = packages
        .iter()
        .filter(|p| {
            built.contains(&format!(
                "{} v{}",
                p["name"].as_str().unwrap(),
                p["version"].as_str().unwrap()
            ))
        })
        .filter(|p| {
            p["rust_version"]
                .as_str()
                .is_some_and(|v| version(v) > declared)
        })
        .map(|p| format!("{} needs {}", p["name"], p["rust_version"]))
        .collect();
    assert!(newer.is_empty(), "{newer:#?}");
    let readme = include_str!("../README.md");
    assert!(
        readme.contains(ours["rust_version"].as_str().unwrap()),
        "the README names the compiler"
    );
}

/// The names in the first column of the README's table of dependencies, and those of Cargo.toml.
#[test]
fn every_dependency_has_a_reason_and_every_reason_a_dependency() {
    let readme = include_str!("../README.md");
    let section = readme.split("\n## Dependencies\n").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let mut told = BTreeSet::new();
    for row in section.lines().filter(|l| l.starts_with("| `")) {
        let mut cells = row.trim_matches('|').split(" | ");
        let names = cells.next().unwrap();
        let reason = cells.next().unwrap_or_default().trim();
        assert!(reason.len() > 10, "no reason: {row}");
        for name in names.split('`').skip(1).step_by(2) {
            assert!(told.insert(name.to_owned()), "{name} stands twice");
        }
    }
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    let mut tables: Vec<&toml::Table> = vec![&manifest];
    if let Some(targets) = manifest.get("target") {
        tables.extend(
            targets
                .as_table()
                .unwrap()
                .values()
                .map(|t| t.as_table().unwrap()),
        );
    }
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let used: BTreeSet<String> = tables
        .iter()
        .flat_map(|t| kinds.iter().filter_map(|k| t.get(*k)))
        .flat_map(|t| t.as_table().unwrap().keys().cloned())
        .collect();
    assert_eq!(told, used);
}
